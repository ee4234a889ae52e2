using System.Threading.Channels;
using Confluent.Kafka;

namespace Ecommerce.Messaging;

/// <summary>Handles the messages of one partition, in order, while the poll loop goes on and keeps the group membership alive.</summary>
internal sealed class PartitionWorker : IAsyncDisposable
{
    private const long None = -1;
    private const int PauseAt = 100;
    private const int ResumeAt = 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Channel<ConsumeResult<byte[], byte[]>> queue = Channel.CreateUnbounded<ConsumeResult<byte[], byte[]>>();
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Lock gate = new();
    private readonly TopicPartition partition;
    private readonly IConsumer<byte[], byte[]> consumer;
    private readonly MessageProcessor processor;
    private readonly SemaphoreSlim slots;
    private readonly Task run;
    private bool paused;
    private long next = None;

    /// <param name="partition">The partition.</param>
    /// <param name="consumer">Whose offsets are stored, and which is paused while the queue is long.</param>
    /// <param name="processor">Brings each message to its end.</param>
    /// <param name="slots">How many workers may be at work at the same time.</param>
    public PartitionWorker(TopicPartition partition, IConsumer<byte[], byte[]> consumer, MessageProcessor processor, SemaphoreSlim slots)
    {
        (this.partition, this.consumer, this.processor, this.slots) = (partition, consumer, processor, slots);
        run = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>The offset of the first message that is not yet brought to its end; null before one has come.</summary>
    public long? Next => Interlocked.Read(ref next) is var offset and not None ? offset : null;

    public void Add(ConsumeResult<byte[], byte[]> message)
    {
        // A worker ends only when told to: anything else is a fault that must not stay unseen.
        if (run.IsFaulted) run.GetAwaiter().GetResult();
        Interlocked.CompareExchange(ref next, message.Offset.Value, None);
        queue.Writer.TryWrite(message);
        Throttle();
    }

    /// <summary>Lets the message at work be finished, for a while; the rest is left to whoever gets the partition next.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopping.CancelAsync();
        abort.CancelAfter(Grace);
        await run;
        stopping.Dispose();
        abort.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var message in queue.Reader.ReadAllAsync(stopping.Token))
            {
                await slots.WaitAsync(stopping.Token);
                try
                {
                    await processor.ProcessAsync(message, stopping.Token, abort.Token);
                }
                finally
                {
                    slots.Release();
                }

                StoreOffset(message);
                Throttle();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was not finished is delivered again.
        }
    }

    private void StoreOffset(ConsumeResult<byte[], byte[]> message)
    {
        Interlocked.Exchange(ref next, message.Offset.Value + 1);
        Try(() => consumer.StoreOffset(message));
    }

    private void Throttle()
    {
        lock (gate)
        {
            var waiting = queue.Reader.Count;
            if (!paused && waiting >= PauseAt) paused = Try(() => consumer.Pause([partition]));
            else if (paused && waiting <= ResumeAt) paused = !Try(() => consumer.Resume([partition]));
        }
    }

    /// <summary>
    /// A partition that was taken away meanwhile is no longer ours to act on: it is redelivered elsewhere, and the inbox knows what is
    /// done.
    /// </summary>
    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (KafkaException)
        {
            return false;
        }
    }
}
