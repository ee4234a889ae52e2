using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Ecommerce.UserService.Tests.Api;

/// <summary>The service as its callers see it.</summary>
internal static class UsersApi
{
    public const string Password = "correct horse 9";

    public static string NewEmail() => $"{Guid.CreateVersion7():N}@shop.example";

    public static Task<HttpResponseMessage> RegisterAsync(this HttpClient http, object body) => http.PostAsJsonAsync("/users", body);

    public static async Task<string> RegisterAsync(this HttpClient http, string email)
        => (await http.RegisterAsync(new { email, password = Password, name = "Ada" }).ReadAsync(HttpStatusCode.Created)).Text("id");

    public static Task<HttpResponseMessage> TryLoginAsync(this HttpClient http, string email, string password)
        => http.PostAsJsonAsync("/users/login", new { email, password });

    public static async Task<Tokens> LoginAsync(this HttpClient http, string email, string password = Password)
        => Tokens.Of(await http.TryLoginAsync(email, password).ReadAsync(HttpStatusCode.OK));

    /// <summary>A new account, signed in.</summary>
    public static async Task<Tokens> NewSessionAsync(this HttpClient http)
    {
        var email = NewEmail();
        await http.RegisterAsync(email);
        return await http.LoginAsync(email);
    }

    public static Task<HttpResponseMessage> TryRefreshAsync(this HttpClient http, string refreshToken)
        => http.PostAsJsonAsync("/users/refresh", new { refreshToken });

    public static async Task<Tokens> RefreshAsync(this HttpClient http, string refreshToken)
        => Tokens.Of(await http.TryRefreshAsync(refreshToken).ReadAsync(HttpStatusCode.OK));

    public static async Task<HttpResponseMessage> GetAsync(this HttpClient http, string path, string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await http.SendAsync(request);
    }
}

internal sealed record Tokens(string Access, string Refresh)
{
    public static Tokens Of(JsonNode answer) => new(answer.Text("accessToken"), answer.Text("refreshToken"));
}
