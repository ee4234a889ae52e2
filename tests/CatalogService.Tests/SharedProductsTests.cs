using System.Collections.Concurrent;
using Ecommerce.CatalogService.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.CatalogService.Tests;

public sealed class SharedProductsTests(Testing.RedisServer server) : IClassFixture<Testing.RedisServer>, IDisposable
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly Redis.RedisServer redis = new(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:redis", server.ConnectionString)]).Build(),
        new HostingEnvironment { ApplicationName = "test" });

    private readonly Guid id = Guid.CreateVersion7();
    private int reads;

    private SharedProducts Shared => new(redis, TimeProvider.System, NullLogger<SharedProducts>.Instance);

    [Fact]
    public async Task What_one_replica_read_another_finds()
    {
        await EventuallyStoredAsync();
        Assert.Equal("\"1\"", (await Shared.GetAsync(id, _ => throw new InvalidOperationException("It is there.")))!.Tag);
    }

    [Fact]
    public async Task What_was_read_before_a_change_is_not_kept_after_it()
    {
        var old = await Shared.GetAsync(id, async _ =>
        {
            var product = Product("\"old\"");
            await Shared.InvalidateAsync([id]);
            return product;
        });
        Assert.Equal("\"old\"", old!.Tag);
        Assert.Equal("\"new\"", (await Shared.GetAsync(id, _ => Task.FromResult<ServedProduct?>(Product("\"new\""))))!.Tag);
    }

    [Fact]
    public async Task However_many_replicas_ask_at_once_the_store_is_read_once()
    {
        const int others = 19;
        var time = new PausedTime();
        var isRead = new TaskCompletionSource<ServedProduct?>();
        var answers = Task.WhenAll(Enumerable.Range(0, 1 + others)
            .Select(_ => new SharedProducts(redis, time, NullLogger<SharedProducts>.Instance))
            .Select(replica => replica.GetAsync(id, _ =>
            {
                Interlocked.Increment(ref reads);
                return isRead.Task;
            })));
        await Testing.Eventually.Async(() => Task.FromResult(time.Waiting), waiting => waiting == others, "the others wait");
        isRead.SetResult(Product("\"1\""));
        await EventuallyStoredAsync();
        time.Resume();
        Assert.All(await answers, product => Assert.Equal("\"1\"", product!.Tag));
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task A_price_that_ends_is_not_found_after_its_end()
    {
        await Shared.GetAsync(id, _ => Task.FromResult<ServedProduct?>(Product("\"sale\"", TimeProvider.System.GetUtcNow().AddMilliseconds(-1))));
        Assert.Equal("\"regular\"", (await Shared.GetAsync(id, _ => Task.FromResult<ServedProduct?>(Product("\"regular\""))))!.Tag);
    }

    [Fact]
    public async Task A_reader_that_dies_with_the_lease_does_not_keep_others_waiting()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Shared.GetAsync(id, _ => throw new TimeZoneNotFoundException()));
        Assert.NotNull(await Shared.GetAsync(id, _ => Task.FromResult<ServedProduct?>(Product("\"1\""))));
    }

    [Fact]
    public void A_product_is_read_as_it_was_stored()
    {
        var product = Product("\"7.1f\"", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var read = ServedProduct.FromBytes(product.ToBytes());
        Assert.Equal(product.Json, read.Json);
        Assert.Equal((product.Tag, product.Published, product.ValidUntil), (read.Tag, read.Published, read.ValidUntil));
    }

    public void Dispose() => redis.Dispose();

    /// <summary>It is stored behind the reader's back.</summary>
    private Task EventuallyStoredAsync() => Testing.Eventually.Async(
        async () =>
        {
            var isThere = true;
            await Shared.GetAsync(id, _ =>
            {
                isThere = false;
                return Task.FromResult<ServedProduct?>(Product("\"1\""));
            });
            return isThere;
        },
        "the product is in Redis");

    private static ServedProduct Product(string tag, DateTimeOffset? until = null) => new("{}"u8.ToArray(), tag, Published: true, until ?? Never);

    /// <summary>Who waits does so until <see cref="Resume"/>.</summary>
    private sealed class PausedTime : TimeProvider
    {
        private readonly ConcurrentQueue<Action> waiting = [];

        public int Waiting => waiting.Count;

        public void Resume()
        {
            while (waiting.TryDequeue(out var go))
                go();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waiting.Enqueue(() => callback(state));
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
