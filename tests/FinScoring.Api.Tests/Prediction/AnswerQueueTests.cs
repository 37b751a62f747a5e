using System.Buffers;
using System.IO.Pipelines;
using CsCheck;
using FinScoring.Api.Prediction.Batch;

namespace FinScoring.Api.Tests.Prediction;

public sealed class AnswerQueueTests
{
    /// <summary>What the queue keeps in memory before it uses the file.</summary>
    private const int Memory = 4 << 20;

    [Fact]
    public async Task What_is_written_is_sent_in_order_whatever_the_sizes_and_whoever_is_faster()
        => await Gen.Select(Gen.Int[0, 1 << 20].List[1, 12], Gen.Int[1, 2 << 20], Gen.Bool).SampleAsync(
            async (sizes, fileBytes, sendFirst) =>
            {
                using var queue = new AnswerQueue(new SpillFile(null, fileBytes));
                var pipe = new Pipe();
                var reading = ReadAsync(pipe.Reader);
                var sending = sendFirst ? queue.SendAsync(pipe.Writer, default) : null;
                var writing = Task.Run(async () =>
                {
                    for (var i = 0; i < sizes.Count; i++)
                        await queue.WriteAsync(Bytes((byte)i, sizes[i]), default);
                    queue.Complete();
                });
                sending ??= queue.SendAsync(pipe.Writer, default);
                await writing;
                await sending;
                await pipe.Writer.CompleteAsync();

                var read = await reading;
                Assert.Equal(sizes.Sum(), read.Length);
                for (int i = 0, start = 0; i < sizes.Count; start += sizes[i++])
                    Assert.Equal(-1, read.AsSpan(start, sizes[i]).IndexOfAnyExcept((byte)i));
            },
            iter: 12,
            threads: 1);

    [Theory]
    [InlineData(1000)]
    [InlineData(0)]
    public async Task Beyond_memory_and_file_the_writer_waits_until_something_is_sent(int fileBytes)
    {
        using var queue = new AnswerQueue(new SpillFile(null, fileBytes));
        await queue.WriteAsync(Bytes(1, Memory), default);
        await queue.WriteAsync(Bytes(2, fileBytes), default);
        var third = queue.WriteAsync(Bytes(3, 10), default).AsTask();
        Assert.False(third.IsCompleted);

        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var sending = queue.SendAsync(pipe.Writer, default);
        await third;
        queue.Complete();
        await sending;
        await pipe.Writer.CompleteAsync();
        Assert.Equal(Memory + fileBytes + 10, (await ReadAsync(pipe.Reader)).Length);
    }

    [Fact]
    public async Task A_writer_that_waits_and_a_sender_that_waits_can_be_cancelled()
    {
        using var queue = new AnswerQueue(new SpillFile(null, 0));
        using var cancel = new CancellationTokenSource();
        var sending = queue.SendAsync(new Pipe().Writer, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await queue.WriteAsync(Bytes(1, Memory), default);
        using var again = new CancellationTokenSource();
        var writing = queue.WriteAsync(Bytes(2, 1), again.Token).AsTask();
        await again.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    public async Task The_file_has_no_name()
    {
        var folder = Directory.CreateTempSubdirectory("finscoring-spill-").FullName;
        using var file = new SpillFile(folder, 1000);

        Assert.Equal(10, await file.WriteAsync(new byte[10], default));
        Assert.Empty(Directory.GetFiles(folder));
        Assert.Equal(10, await file.ReadAsync(new byte[20], default));
        Directory.Delete(folder);
    }

    private static PooledBytes Bytes(byte value, int count)
    {
        var bytes = new PooledBytes(Math.Max(count, 1));
        bytes.GetSpan(count)[..count].Fill(value);
        bytes.Advance(count);
        return bytes;
    }

    private static async Task<byte[]> ReadAsync(PipeReader reader)
    {
        var all = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await reader.ReadAsync();
            foreach (var part in read.Buffer)
                all.Write(part.Span);
            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return all.WrittenSpan.ToArray();
        }
    }
}
