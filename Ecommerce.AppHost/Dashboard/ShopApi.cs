using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>The shop's API as its administrator calls it, through the gateway.</summary>
internal sealed class ShopApi(DistributedApplicationModel model)
{
    private const string Administrator = "admin@ecommerce.example";

    // The gateway serves nobody who does not say what it is.
    private static readonly HttpClient Http = new()
    {
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("Ecommerce.AppHost", "1") } },
    };

    /// <summary>Calls a path and reads the answer, null where it has no body.</summary>
    /// <exception cref="HttpRequestException">The shop refused, in its own words, or did not answer.</exception>
    public async Task<JsonNode?> CallAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Gateway, path)) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(cancellationToken));
        return await SendAsync(request, cancellationToken);
    }

    private Uri Gateway
        => new(model.Resources.OfType<IResourceWithEndpoints>().Single(resource => resource.Name == "gateway").GetEndpoint("http").Url);

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        var password = await model.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "demo-password")
            .GetValueAsync(cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Gateway, "/users/login"))
        {
            Content = JsonContent.Create(new JsonObject { ["email"] = Administrator, ["password"] = password }),
        };
        return (string)(await SendAsync(request, cancellationToken))!["accessToken"]!;
    }

    private static async Task<JsonNode?> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var answer = await Http.SendAsync(request, cancellationToken);
        var json = answer.StatusCode == HttpStatusCode.NoContent
            || answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true
            ? null
            : JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        return answer.IsSuccessStatusCode
            ? json
            : throw new HttpRequestException(
                (string?)json?["title"] ?? $"The shop answered {(int)answer.StatusCode}.", null, answer.StatusCode);
    }
}
