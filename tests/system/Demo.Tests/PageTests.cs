using System.Net;
using System.Net.Http.Json;
using Ecommerce.Testing;

namespace Ecommerce.Demo.Tests;

/// <summary>The programs listen on this machine, where a browser visits other sites, too.</summary>
public sealed class PageTests
{
    private static readonly string[] Databases =
        ["users", "catalog", "orders", "payments", "search", "analytics", "reviews", "notifications"];

    [Theory]
    [InlineData("Shoppers", "/rate")]
    [InlineData("Invariants", "/forget")]
    public async Task Pages_of_other_sites_are_refused(string name, string path)
    {
        await using var program = await StartAsync(name);
        var (own, host) = (program.Address.OriginalString, program.Address.Authority);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("Origin", "http://site.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("Origin", "null"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("Sec-Fetch-Site", "same-site"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("Host", "site.example"));
        Assert.True((int)await PostAsync("Origin", own) < 300);
        Assert.True((int)await PostAsync("Sec-Fetch-Site", "same-origin") < 300);
        Assert.True((int)await PostAsync("Host", host) < 300);

        Task<HttpStatusCode> PostAsync(string header, string value) => SendAsync(program, HttpMethod.Post, path, header, value);
    }

    [Theory]
    [InlineData("Shoppers")]
    [InlineData("Invariants")]
    public async Task Only_local_host_names_are_answered(string name)
    {
        await using var program = await StartAsync(name);

        foreach (var (host, status) in new[]
        {
            ("site.example", HttpStatusCode.BadRequest), ("localhost.site.example", HttpStatusCode.BadRequest),
            ("localhost:1", HttpStatusCode.OK), ("127.0.0.1", HttpStatusCode.OK), ("[::1]:80", HttpStatusCode.OK),
        })
            Assert.Equal(status, await SendAsync(program, HttpMethod.Get, "/", "Host", host));
    }

    private static async Task<HttpStatusCode> SendAsync(ServiceProcess program, HttpMethod method, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = JsonContent.Create(new { rate = 0 });
        request.Headers.TryAddWithoutValidation(header, value);
        using var answer = await program.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<ServiceProcess> StartAsync(string name) => ServiceProcess.StartAsync(
        name, new Dictionary<string, string>(
            Databases.Select(database => KeyValuePair.Create($"ConnectionStrings__{database}", "Host=127.0.0.1;Port=1")))
        {
            ["ConnectionStrings__redis"] = "127.0.0.1:1", ["Shoppers__Rate"] = "0",
        });
}
