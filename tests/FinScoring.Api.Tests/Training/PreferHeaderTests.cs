using FinScoring.Api.Training;

namespace FinScoring.Api.Tests.Training;

/// <summary>RFC 7240, section 2 (syntax) and 4.3 (wait).</summary>
public sealed class PreferHeaderTests
{
    [Theory]
    [InlineData("wait=10", 10)]
    [InlineData("WAIT = 10", 10)]
    [InlineData("wait=\"10\"", 10)]
    [InlineData("respond-async, wait=100", 100)]
    [InlineData("wait=5; strict, return=minimal", 5)]
    [InlineData("wait=5, wait=7", 5)]
    [InlineData("wait=0", 0)]
    [InlineData("wait", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait=soon", null)]
    [InlineData("waiting=3", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_seconds_to_wait_are_read(string? header, int? seconds) => Assert.Equal(seconds, PreferHeader.Wait(header));
}
