using System.Globalization;

namespace Ecommerce.Testing;

/// <summary>A server that speaks S3 and checks signatures (npm's s3rver), with a bucket; it keeps its data over a stop.</summary>
public sealed class S3Server() : EmbeddedServer("s3")
{
    /// <summary>The name of its bucket.</summary>
    public const string Bucket = "pictures";

    /// <summary>The key that it knows, and the secret of it.</summary>
    public const string Key = "S3RVER";

    private static readonly string Folder = Repository.PathOf("tests", "support", "Testing", "s3");

    private readonly TemporaryFolder data = new();

    /// <summary>Why it cannot be started here; null: it can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Folder, "node_modules"))
        ? null
        : $"The server that speaks S3 is not installed. Run: npm ci --prefix {Folder}";

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <inheritdoc/>
    public override ValueTask InitializeAsync() => Missing is null ? base.InitializeAsync() : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        data.Delete();
    }

    private protected override Task<ChildProcess> LaunchAsync() => ChildProcess.StartAsync(
        "node", [Path.Combine(Folder, "server.cjs"), Port.ToString(CultureInfo.InvariantCulture), data.Path, Bucket], []);
}
