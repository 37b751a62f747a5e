using System.IO.Pipelines;

namespace FinScoring.Api.Prediction.Batch;

/// <summary>
/// Answer bytes on their way to a client that may not read yet: a few in memory, then in a file, and only when that is full
/// the writer waits. One writer, one sender.
/// </summary>
internal sealed class AnswerQueue(SpillFile file) : IDisposable
{
    private const int MemoryBytes = 4 << 20;
    private const int ReadBytes = 64 << 10;

    private readonly Lock _gate = new();
    private readonly Queue<PooledBytes> _memory = [];
    private readonly Signal _added = new();
    private readonly Signal _sent = new();
    private long _inMemory;
    private volatile bool _complete;

    /// <summary>Takes over the bytes; waits where neither memory nor file have room.</summary>
    public async ValueTask WriteAsync(PooledBytes bytes, CancellationToken cancel)
    {
        var kept = false;
        try
        {
            for (var written = 0; written < bytes.Length && !(kept = written == 0 && TryKeep(bytes));)
            {
                var count = await file.WriteAsync(bytes.Memory[written..], cancel);
                written += count;
                _added.Set();
                if (count == 0)
                    await _sent.WaitAsync(cancel);
            }
        }
        finally
        {
            if (!kept)
                bytes.Dispose();
        }
    }

    /// <summary>No more will be written.</summary>
    public void Complete()
    {
        _complete = true;
        _added.Set();
    }

    /// <summary>Sends until the queue is complete and empty. A flush waits until the client reads.</summary>
    public async Task SendAsync(PipeWriter to, CancellationToken cancel)
    {
        while (true)
        {
            // Read before looking for bytes: after it nothing is added.
            var complete = _complete;
            if (!await SendNextAsync(to, cancel))
            {
                if (complete)
                    return;
                await _added.WaitAsync(cancel);
            }
        }
    }

    public void Dispose()
    {
        while (_memory.TryDequeue(out var bytes))
            bytes.Dispose();
        file.Dispose();
    }

    // Memory is added to only while the file is empty. So where the file was not empty before memory was found empty, the
    // file holds what is oldest.
    private async ValueTask<bool> SendNextAsync(PipeWriter to, CancellationToken cancel)
    {
        var inFile = file.Length > 0;
        if (TryTake() is { } bytes)
        {
            var length = bytes.Length;
            using (bytes)
                await to.WriteAsync(bytes.Memory, cancel);
            Interlocked.Add(ref _inMemory, -length);
        }
        else if (inFile)
        {
            to.Advance(await file.ReadAsync(to.GetMemory(ReadBytes), cancel));
            await to.FlushAsync(cancel);
        }
        else
        {
            return false;
        }

        _sent.Set();
        return true;
    }

    private bool TryKeep(PooledBytes bytes)
    {
        if (file.Length > 0 || Interlocked.Read(ref _inMemory) >= MemoryBytes)
            return false;
        Interlocked.Add(ref _inMemory, bytes.Length);
        lock (_gate)
            _memory.Enqueue(bytes);
        _added.Set();
        return true;
    }

    private PooledBytes? TryTake()
    {
        lock (_gate)
            return _memory.TryDequeue(out var bytes) ? bytes : null;
    }
}
