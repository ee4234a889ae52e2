using System.Security.Cryptography;
using Ecommerce.CatalogService.Domain.Media;
using Ecommerce.CatalogService.Infrastructure.Media;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests.Media;

/// <summary>What every place where pictures are kept does.</summary>
public abstract class PictureStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_saved_is_read()
    {
        var (store, picture) = (Store(), NewPicture());
        await store.SaveAsync(picture, new byte[] { 1, 2, 3 }, Cancellation);
        await store.SaveAsync(picture with { Width = 320 }, new byte[] { 4, 5 }, Cancellation);

        Assert.Equal([1, 2, 3], await ReadAsync(store, picture));
        Assert.Equal([4, 5], await ReadAsync(store, picture with { Width = 320 }));
    }

    [Fact]
    public async Task What_was_not_saved_is_not_there()
    {
        var (store, picture) = (Store(), NewPicture());
        await store.SaveAsync(picture, new byte[] { 1 }, Cancellation);

        Assert.Null(await store.OpenAsync(NewPicture(), Cancellation));
        Assert.Null(await store.OpenAsync(picture with { Width = 320 }, Cancellation));
    }

    [Fact]
    public async Task Saving_again_changes_nothing()
    {
        var (store, picture) = (Store(), NewPicture());
        var bytes = RandomNumberGenerator.GetBytes(300_000);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.SaveAsync(picture, bytes, Cancellation)));
        await store.SaveAsync(picture, bytes, Cancellation);

        Assert.Equal(bytes, await ReadAsync(store, picture));
    }

    [Fact]
    public async Task Outage_is_reported_as_one()
    {
        var (store, picture) = (Broken(), NewPicture());
        await Assert.ThrowsAsync<PictureStoreException>(() => store.SaveAsync(picture, new byte[] { 1 }, Cancellation));
    }

    private protected static PictureFile NewPicture() => new(PictureId.Of(400, 200, RandomNumberGenerator.GetBytes(16)));

    private protected static async Task<byte[]> ReadAsync(IPictureStore store, PictureFile file)
    {
        await using var found = await store.OpenAsync(file, Cancellation);
        return await found!.ReadAsync(Cancellation);
    }

    private protected abstract IPictureStore Store();

    /// <summary>One that cannot be written.</summary>
    private protected abstract IPictureStore Broken();
}

public sealed class PictureFolderTests : PictureStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Delete();

    [Fact]
    public async Task Folder_holds_whole_files_alone()
    {
        await Store().SaveAsync(NewPicture(), new byte[] { 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(".webp", Path.GetExtension(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Single()));
    }

    private protected override IPictureStore Store() => new PictureFolder(folder.Path);

    private protected override IPictureStore Broken()
    {
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "");
        return new PictureFolder(Path.Combine(file, "below"));
    }
}

public sealed class PictureBucketTests(S3Server server) : PictureStoreContract, IClassFixture<S3Server>
{
    [Fact]
    public async Task Wrong_secret_is_an_outage_and_not_a_missing_picture()
    {
        var store = PictureBucket.Of(Options(secret: "wrong"));
        await Assert.ThrowsAsync<PictureStoreException>(() => store.OpenAsync(NewPicture(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Missing_bucket_is_an_outage_and_not_a_missing_picture()
    {
        var store = PictureBucket.Of(Options(bucket: "another"));
        await Assert.ThrowsAsync<PictureStoreException>(() => store.OpenAsync(NewPicture(), TestContext.Current.CancellationToken));
    }

    private protected override IPictureStore Store() => PictureBucket.Of(Options());

    private protected override IPictureStore Broken() => PictureBucket.Of(Options(endpoint: new($"http://127.0.0.1:{Ports.Free()}")));

    private MediaOptions Options(string bucket = S3Server.Bucket, string secret = S3Server.Key, Uri? endpoint = null)
    {
        Assert.SkipWhen(S3Server.Missing is not null, S3Server.Missing ?? "");
        return new() { Bucket = bucket, Endpoint = endpoint ?? server.Address, AccessKey = S3Server.Key, SecretKey = secret };
    }
}
