using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Ecommerce.Baseline;

/// <summary>What a service answered: headers and body.</summary>
internal sealed record Answer(KeyValuePair<string, StringValues>[] Headers, byte[] Body)
{
    // Kestrel writes these by itself.
    private static readonly HashSet<string> OfTheServer =
        new(StringComparer.OrdinalIgnoreCase) { "Date", "Transfer-Encoding", "Content-Length" };

    /// <param name="token">Of whoever asks; null: nobody.</param>
    public static async Task<Answer> CopyAsync(Uri address, string? token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = (await client.GetAsync(address)).EnsureSuccessStatusCode();
        var headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !OfTheServer.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value])));
        return new([.. headers], await response.Content.ReadAsByteArrayAsync());
    }

    public Task WriteAsync(HttpResponse response, ReadOnlyMemory<byte> body)
    {
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body).AsTask();
    }
}
