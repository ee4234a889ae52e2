using System.Net.Http.Headers;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>Calls that need no session: signing in and renewing.</summary>
internal sealed class AccountsGateway(HttpClient http)
{
    public HttpClient Http { get; } = http.AsBackOffice();
}

/// <summary>Names the handlers that all calls share.</summary>
internal sealed class GatewayHandlers;

/// <summary>
/// Calls of whoever has the page open. The factory makes its handlers outside of a page's services, where nobody is signed in, so
/// the one that adds the token stands in front of them.
/// </summary>
internal sealed class StaffGateway : IDisposable
{
    public StaffGateway(IHttpMessageHandlerFactory handlers, StaffHandler staff)
    {
        staff.InnerHandler = handlers.CreateHandler(nameof(GatewayHandlers));
        Http = new HttpClient(staff, disposeHandler: false) { BaseAddress = new Uri("https+http://gateway") }.AsBackOffice();
    }

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();
}

internal static class GatewayHeaders
{
    /// <summary>The gateway serves nobody who does not say who calls.</summary>
    public static HttpClient AsBackOffice(this HttpClient http)
    {
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Ecommerce.BackOffice", "1.0"));
        return http;
    }
}
