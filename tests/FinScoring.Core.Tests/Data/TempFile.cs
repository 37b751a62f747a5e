using System.Text;

namespace FinScoring.Core.Tests.Data;

/// <summary>A file that is gone with the test.</summary>
internal sealed class TempFile : IDisposable
{
    public TempFile(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public TempFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
