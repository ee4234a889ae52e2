using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.Web;

namespace Ecommerce.AnalyticsService.Infrastructure.Clients;

/// <summary>Reads the exports of other services, line by line.</summary>
internal sealed class ExportClient(HttpClient http)
{
    private const int BatchSize = 500;

    public IAsyncEnumerable<IReadOnlyList<ExportedOrder>> OrdersAsync(CancellationToken cancellationToken)
        => ReadAsync("http://order-service/orders/export", AnalyticsJson.Default.ExportedOrder, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ExportedPayment>> PaymentsAsync(CancellationToken cancellationToken)
        => ReadAsync("http://payment-service/payments/export", AnalyticsJson.Default.ExportedPayment, cancellationToken);

    public IAsyncEnumerable<IReadOnlyList<ExportedReview>> ReviewsAsync(CancellationToken cancellationToken)
        => ReadAsync("http://review-service/reviews/export", AnalyticsJson.Default.ExportedReview, cancellationToken);

    /// <exception cref="HttpRequestException">The service does not respond, or its export is invalid or incomplete.</exception>
    private async IAsyncEnumerable<IReadOnlyList<T>> ReadAsync<T>(
        string address, JsonTypeInfo<T> json, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(JsonLines.MediaType));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var lines = JsonSerializer.DeserializeAsyncEnumerable(body, json, topLevelValues: true, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        List<T> batch = [];
        while (await NextAsync(lines))
        {
            batch.Add(lines.Current ?? throw new HttpRequestException("A line of the export is null."));
            if (batch.Count < BatchSize)
                continue;
            yield return batch;
            batch = [];
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private static async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> lines)
    {
        try
        {
            return await lines.MoveNextAsync();
        }
        catch (Exception failure) when (failure is JsonException or IOException)
        {
            throw new HttpRequestException("The export is incomplete or invalid.", failure);
        }
    }
}
