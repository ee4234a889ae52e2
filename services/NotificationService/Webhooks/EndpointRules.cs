using System.Net;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.NotificationService.Webhooks;

/// <param name="Events">Types of events, such as <c>order-confirmed.v1</c>.</param>
internal sealed record EndpointRequest(string Url, IReadOnlyList<string> Events, string? Description = null);

internal static class EndpointRules
{
    public const string Ping = "ping.v1";
    private const int MaxUrlLength = 2000;
    private const int MaxDescriptionLength = 200;

    /// <summary>What shop owners may hear of: nothing that carries a secret.</summary>
    public static readonly string[] Events =
    [
        OrderPlaced.Type, OrderConfirmed.Type, OrderCancelled.Type, OrderShipped.Type, OrderDelivered.Type,
        PaymentCaptured.Type, PaymentFailed.Type, PaymentRefunded.Type,
    ];

    public static FieldErrors Check(EndpointRequest request, GuardedConnections connections, bool isDevelopment)
    {
        var errors = new FieldErrors()
            .Check("events", request.Events.Count >= 1 && request.Events.Count <= Events.Length, $"must have 1 to {Events.Length} items")
            .Check(
                "description", request.Description is null || (request.Description.Length <= MaxDescriptionLength && !request.Description.Any(char.IsControl)),
                $"must have at most {MaxDescriptionLength} characters");
        foreach (var (index, type) in request.Events.Take(Events.Length).Index())
            errors.Check($"events[{index}]", Events.Contains(type), $"must be one of {string.Join(", ", Events)}");

        return IsAddress(request.Url, isDevelopment, out var url)
            ? errors.Check(
                "url", !IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) || connections.IsAllowed(address),
                "must not be an address within a network")
            : errors.Add("url", "must be an https address without user, password and fragment");
    }

    private static bool IsAddress(string text, bool isDevelopment, out Uri url)
        => Uri.TryCreate(text, UriKind.Absolute, out url!)
            && text.Length <= MaxUrlLength
            && (url.Scheme == Uri.UriSchemeHttps || (isDevelopment && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && (isDevelopment || !url.IsLoopback)
            && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}
