using System.Runtime.CompilerServices;
using System.Text.Json;
using Ecommerce.Contracts;

namespace Ecommerce.SearchService.Infrastructure.Clients;

/// <summary>Reads the export of the catalogue.</summary>
internal sealed class CatalogueClient(HttpClient http, TimeProvider timeProvider)
{
    public async IAsyncEnumerable<ProductChanged> ExportAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/products/export");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, SearchJson.Default.ExportedProduct) is { } product)
                yield return product.ToEvent(timeProvider.GetUtcNow());
        }
    }
}
