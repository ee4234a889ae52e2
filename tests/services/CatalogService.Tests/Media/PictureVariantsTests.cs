using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Infrastructure.Media;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ecommerce.CatalogService.Tests.Media;

public sealed class PictureVariantsTests
{
    private static readonly EncodedPicture Picture = PictureEncoder.Encode(PictureSamples.Jpeg(800, 400), PictureFormat.Jpeg);
    private static readonly PictureFile Variant = new(Picture.Id, 320);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Variant_is_made_once_for_all_who_ask_meanwhile()
    {
        var store = new StoreInMemory { Saves = new TaskCompletionSource() };
        using var variants = Variants(store);

        var readers = Enumerable.Range(0, 20).Select(_ => variants.OpenAsync(Variant, Cancellation)).ToList();
        store.Saves.SetResult();

        Assert.All(await Task.WhenAll(readers), Assert.NotNull);
        Assert.Equal([Variant], store.Saved);
    }

    [Fact]
    public async Task Caller_who_leaves_does_not_take_the_variant_from_the_others()
    {
        var store = new StoreInMemory { Saves = new TaskCompletionSource() };
        using var variants = Variants(store);
        using var leaving = new CancellationTokenSource();
        var first = variants.OpenAsync(Variant, leaving.Token);
        var second = variants.OpenAsync(Variant, Cancellation);

        await leaving.CancelAsync();
        store.Saves.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Variant_that_cannot_be_kept_is_served_all_the_same()
    {
        var store = new StoreInMemory { Saves = new TaskCompletionSource() };
        store.Saves.SetException(new PictureStoreException("The disk is full.", new IOException()));
        using var variants = Variants(store);

        await using var made = await variants.OpenAsync(Variant, Cancellation);

        Assert.NotNull(made);
    }

    [Fact]
    public async Task Callers_beyond_those_who_may_wait_are_refused()
    {
        using var turns = new PictureTurns(atOnce: 1, waiting: 1);
        var first = await turns.TakeAsync(Cancellation);
        var second = turns.TakeAsync(Cancellation);

        await Assert.ThrowsAsync<PicturesBusyException>(() => turns.TakeAsync(Cancellation));

        first.Dispose();
        (await second).Dispose();
        (await turns.TakeAsync(Cancellation)).Dispose();
    }

    private static PictureVariants Variants(StoreInMemory store)
        => new(store, Options.Create(new MediaOptions()), NullLogger<PictureVariants>.Instance);

    /// <summary>Holds the picture; saving waits for <see cref="Saves"/>.</summary>
    private sealed class StoreInMemory : IPictureStore
    {
        private readonly List<PictureFile> saved = [];

        public required TaskCompletionSource Saves { get; init; }

        public IReadOnlyList<PictureFile> Saved => saved;

        public Task<StoredPicture?> OpenAsync(PictureFile file, CancellationToken cancellationToken)
            => Task.FromResult(file.Id == Picture.Id && file.Width is null ? StoredPicture.Of(Picture.Bytes) : null);

        public async Task SaveAsync(PictureFile file, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await Saves.Task;
            saved.Add(file);
        }
    }
}
