using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests.Browser;

internal static class Outage
{
    private const string Away = """{ "title": "The service is away.", "status": 503 }""";

    /// <summary>Every call below these first parts of paths fails; each is another service behind the gateway.</summary>
    public static void Down(this StubGateway gateway, params string[] services) => gateway.Rewrite = (call, answer)
        => services.Contains(call.Split('/')[1].Split('?')[0]) ? (503, Away) : answer;
}
