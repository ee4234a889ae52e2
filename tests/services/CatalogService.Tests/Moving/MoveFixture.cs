using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.CatalogService.Tests.Moving;

/// <summary>A shop with both stores to move between; one of them at a time has the service.</summary>
public sealed partial class MoveFixture : IAsyncLifetime
{
    private const string Assembly = "Ecommerce.CatalogService";

    private readonly PostgresServer postgres = new();
    private readonly MongoServer mongo = new();
    private TestTokens? tokens;

    public BrokerServer Broker { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (mongo.Missing is not null)
            return;

        await Lifetimes.InitializeAllAsync(postgres, mongo, Broker);
        tokens = await TestTokens.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await Lifetimes.DisposeAllAsync(Broker, mongo, postgres);
    }

    public Task<string> PostgresAsync()
    {
        mongo.SkipIfMissing();
        return postgres.CreateDatabaseAsync();
    }

    public Task<string> MongoAsync()
    {
        mongo.SkipIfMissing();
        return mongo.CreateDatabaseAsync();
    }

    public async Task<ServiceProcess> StartAsync(string store)
    {
        var process = await ServiceProcess.StartAsync(Assembly, new Dictionary<string, string>(tokens!.Environment)
        {
            ["ConnectionStrings__catalog"] = store, ["ConnectionStrings__kafka"] = Broker.ConnectionString,
        });
        process.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", tokens.Issue(Guid.Empty, Permissions.ProductsRead, Permissions.ProductsWrite, Permissions.EventsRead));
        return process;
    }

    public static async Task StopAsync(ServiceProcess service)
    {
        service.Terminate();
        Assert.Equal(0, await service.WaitForExitAsync());
        await service.DisposeAsync();
    }

    public static Task<(int ExitCode, string Output)> MoveAsync(string from, string to)
        => ServiceProcess.RunToEndAsync(Assembly, Settings(from, to), "move");

    /// <summary>Moves, and is killed as soon as it has printed a line.</summary>
    public static async Task MoveAndDieAsync(string from, string to, string line)
    {
        await using var move = await ServiceProcess.StartUntilAsync(Assembly, Settings(from, to), new Regex(Regex.Escape(line)), "move");
        await move.KillAsync();
        Assert.DoesNotContain("Moved", move.Output, StringComparison.Ordinal);
    }

    public static async Task ImportAsync(ServiceProcess service, int products)
    {
        var lines = string.Concat(Enumerable.Range(0, products).Select(i => JsonSerializer.Serialize(new
        {
            name = $"Lamp {i}", category = $"home/c{i % 7}", sku = $"L-{i}", price = new Money(i % 90 + 0.90m, "EUR"), stock = i % 50,
            attributes = new { b = new[] { "x" }, aa = new[] { "y" } }, seoTitle = $"Lamp {i} by hand",
        }, JsonSerializerOptions.Web) + "\n"));
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines)) { Headers = { ContentType = new("application/x-ndjson") } };
        (await service.Client.PostAsync("/products/import", content)).EnsureSuccessStatusCode();
    }

    public static async Task<string> AdjustAsync(ServiceProcess service, string sku, int change, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/products/variants/{sku}/stock");
        request.Content = JsonContent.Create(new { change, reason = "found" });
        request.Headers.Add("Idempotency-Key", key);
        return await (await service.Client.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    /// <summary>All that the API returns of the catalogue, with times to the millisecond, as both stores keep them.</summary>
    public static async Task<string> SnapshotAsync(ServiceProcess service, params string[] skus)
    {
        string[] paths =
        [
            "/products/export", "/categories", "/products?sort=name&limit=100", "/products?sort=-price&limit=100&category=home",
            .. skus.SelectMany(sku => new[]
            {
                $"/products/variants?sku={sku}", $"/products/variants/{sku}/stock", $"/products/variants/{sku}/stock/history",
            }),
        ];
        var found = await service.Client.GetFromJsonAsync<JsonElement>($"/products/variants?sku={skus[0]}");
        paths = [.. paths, $"/products/{found.GetProperty("items")[0].GetProperty("productId").GetGuid()}/history"];
        var told = new StringBuilder();
        foreach (var path in paths)
            told.AppendLine(path).AppendLine(Time().Replace(await service.Client.GetStringAsync(path), time => ToMilliseconds(time.Value)));
        return told.ToString();
    }

    private static Dictionary<string, string> Settings(string from, string to) => new()
    {
        ["ConnectionStrings__moveFrom"] = from, ["ConnectionStrings__moveTo"] = to,
    };

    private static string ToMilliseconds(string time)
    {
        var milliseconds = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("O");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();
}
