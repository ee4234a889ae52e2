using System.Collections.Concurrent;
using Ecommerce.CatalogService.Domain.Products;
using Ecommerce.CatalogService.Infrastructure.Cache;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecommerce.CatalogService.Tests;

public sealed class DistributedProductCacheTests(Testing.RedisServer server) : IClassFixture<Testing.RedisServer>, IDisposable
{
    private static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;

    private readonly Redis.RedisServer redis = new(
        new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:redis", server.ConnectionString)]).Build(),
        new HostingEnvironment { ApplicationName = "test" });

    private readonly Guid id = Guid.CreateVersion7();
    private int reads;

    private DistributedProductCache Shared => new(redis, TimeProvider.System, NullLogger<DistributedProductCache>.Instance);

    [Fact]
    public async Task Product_read_by_one_replica_is_a_hit_for_another()
    {
        await EventuallyStoredAsync();
        Assert.Equal("\"1\"", (await Shared.GetAsync(id, _ => throw new InvalidOperationException("It is there.")))!.Tag);
    }

    [Fact]
    public async Task Product_read_before_an_invalidation_is_not_stored()
    {
        var old = await Shared.GetAsync(id, async _ =>
        {
            var product = Product("\"old\"");
            await Shared.InvalidateAsync([id]);
            return product;
        });
        Assert.Equal("\"old\"", old!.Tag);
        Assert.Equal("\"new\"", (await Shared.GetAsync(id, _ => Task.FromResult<CachedProduct?>(Product("\"new\""))))!.Tag);
    }

    [Fact]
    public async Task Concurrent_misses_read_the_store_once()
    {
        const int others = 19;
        var time = new PausedTime();
        var isRead = new TaskCompletionSource<CachedProduct?>();
        var answers = Task.WhenAll(Enumerable.Range(0, 1 + others)
            .Select(_ => new DistributedProductCache(redis, time, NullLogger<DistributedProductCache>.Instance))
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
    public async Task Product_past_its_validity_is_a_miss()
    {
        await Shared.GetAsync(
            id, _ => Task.FromResult<CachedProduct?>(Product("\"sale\"", TimeProvider.System.GetUtcNow().AddMilliseconds(-1))));
        Assert.Equal("\"regular\"", (await Shared.GetAsync(id, _ => Task.FromResult<CachedProduct?>(Product("\"regular\""))))!.Tag);
    }

    [Fact]
    public async Task Failed_reader_does_not_block_the_next_one()
    {
        await Assert.ThrowsAsync<TimeZoneNotFoundException>(() => Shared.GetAsync(id, _ => throw new TimeZoneNotFoundException()));
        Assert.NotNull(await Shared.GetAsync(id, _ => Task.FromResult<CachedProduct?>(Product("\"1\""))));
    }

    [Fact]
    public void Cached_product_round_trips_through_bytes()
    {
        var product = Product("\"7.1f\"", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
        var read = CachedProduct.FromBytes(product.ToBytes());
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
                return Task.FromResult<CachedProduct?>(Product("\"1\""));
            });
            return isThere;
        },
        "the product is in Redis");

    private static CachedProduct Product(string tag, DateTimeOffset? until = null)
        => new("{}"u8.ToArray(), tag, Published: true, until ?? Never);

    /// <summary>Every delay lasts until <see cref="Resume"/>.</summary>
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
