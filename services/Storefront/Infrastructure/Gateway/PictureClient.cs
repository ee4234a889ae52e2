using System.Net.Http.Headers;

namespace Ecommerce.Storefront.Infrastructure.Gateway;

/// <summary>Fetches pictures of products. They are the same for everybody: nothing of the shopper but the address goes along.</summary>
internal sealed class PictureClient
{
    private readonly HttpClient http;

    public PictureClient(HttpClient http)
    {
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ecommerce.Storefront", "1.0"));
        this.http = http;
    }

    /// <summary>Returns as soon as the headers are there; the picture is still to be read.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, IEnumerable<string?> ifNoneMatch, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
