using System.Net;
using System.Net.Http.Json;

namespace Ecommerce.UserService.Tests.Api;

internal static class TwoFactorApi
{
    /// <summary>A new account with two-factor sign-in on.</summary>
    public static async Task<(Person Person, Authenticator App, string[] RecoveryCodes)> NewTwoFactorPersonAsync(this HttpClient http)
    {
        var person = await http.NewPersonAsync();
        var app = await http.SetUpAsync(person.Access);
        return (person, app, await http.ConfirmAsync(person.Access, app.Now));
    }

    public static async Task<Authenticator> SetUpAsync(this HttpClient http, string accessToken, string password = UsersApi.Password)
    {
        var setup = http.CallAsync(HttpMethod.Post, "/users/me/two-factor", new { password }, accessToken);
        return new((await setup.ReadAsync(HttpStatusCode.OK)).Text("secret"));
    }

    public static async Task<string[]> ConfirmAsync(this HttpClient http, string accessToken, string code)
    {
        var answer = await http.TryConfirmAsync(accessToken, code).ReadAsync(HttpStatusCode.OK);
        return [.. answer["codes"]!.AsArray().Select(recovery => recovery!.GetValue<string>())];
    }

    public static Task<HttpResponseMessage> TryConfirmAsync(this HttpClient http, string accessToken, string code)
        => http.CallAsync(HttpMethod.Post, "/users/me/two-factor/confirm", new { code }, accessToken);

    public static Task<HttpResponseMessage> TryCodeAsync(
        this HttpClient http, string email, string code, string password = UsersApi.Password)
        => http.PostAsJsonAsync("/users/login", new { email, password, code });
}
