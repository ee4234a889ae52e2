using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;

namespace Ecommerce.Bench.Catalogue;

/// <summary>A made-up catalogue as an import takes it: one product a line, each with one variant.</summary>
internal sealed class ProductFile : IDisposable
{
    public const string Currency = "USD";

    private const string Words = "light strong folding waterproof summer winter family alpine trail city compact quiet";

    private readonly TemporaryFolder folder = new();

    public ProductFile(int products)
    {
        Path = System.IO.Path.Combine(folder.Path, "products.ndjson");
        File.WriteAllLines(Path, Enumerable.Range(0, products).Select(Line));
    }

    public string Path { get; }

    public static string Sku(int number) => string.Create(CultureInfo.InvariantCulture, $"BENCH-{number:000000}");

    public static decimal Price(int number) => 5 + number % 500 + 0.99m;

    /// <summary>Sends it to catalog-service; every line must be taken.</summary>
    public async Task ImportAsync(Uri catalogue, string token)
    {
        using var client = new HttpClient { BaseAddress = catalogue, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await using var file = File.OpenRead(Path);
        using var body = new StreamContent(file) { Headers = { ContentType = new("application/x-ndjson") } };
        using var response = (await client.PostAsync("/products/import", body)).EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        if (answer?["failed"]?.GetValue<int>() != 0)
            throw new InvalidOperationException($"The import did not take every line: {answer}");
    }

    /// <inheritdoc cref="ImportAsync(Uri, string)"/>
    public Task ImportAsync(ServiceProcess catalogue, TestTokens tokens)
        => ImportAsync(catalogue.Address, tokens.Issue(Guid.CreateVersion7(), Permissions.ProductsWrite));

    public void Dispose() => folder.Delete();

    private static string Line(int number) => new JsonObject
    {
        ["sku"] = Sku(number),
        ["name"] = $"Product {number}",
        ["description"] = $"The {number} of all: {string.Join(' ', Enumerable.Repeat(Words, 3))}.",
        ["brand"] = $"Brand {number % 50}",
        ["category"] = $"Category {number % 20}",
        ["price"] = new JsonObject { ["amount"] = Price(number), ["currency"] = Currency },
        ["stock"] = 1_000_000,
        ["tags"] = new JsonArray("bench", $"tag-{number % 100}"),
    }.ToJsonString(JsonSerializerOptions.Web);
}
