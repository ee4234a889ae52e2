using Ecommerce.NotificationService.Domain;
using Ecommerce.NotificationService.Infrastructure.Webhooks;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.NotificationService.Features.Webhooks;

/// <param name="Events">Types of events, such as <c>order-confirmed.v1</c>.</param>
internal sealed record WebhookSubscriptionRequest(string Url, IReadOnlyList<string> Events, string? Description = null);

internal static class WebhookSubscriptionRules
{
    private const int MaxUrlLength = 2000;
    private const int MaxDescriptionLength = 200;

    public static FieldErrors Check(WebhookSubscriptionRequest request, SsrfGuard guard)
    {
        var types = WebhookEvents.All;
        var errors = new FieldErrors()
            .Check("events", request.Events.Count >= 1 && request.Events.Count <= types.Length, $"must have 1 to {types.Length} items")
            .Check("description", IsDescription(request.Description), $"must have at most {MaxDescriptionLength} characters");
        foreach (var (index, type) in request.Events.Take(types.Length).Index())
            errors.Check($"events[{index}]", types.Contains(type), $"must be one of {string.Join(", ", types)}");

        return TryParseUrl(request.Url, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? errors.Check("url", guard.IsAllowed(url), "must not be an address within a network")
            : errors.Add("url", "must be an https address without spaces, control characters, user, password and fragment");
    }

    private static bool IsDescription(string? description)
        => description is null || (description.Length <= MaxDescriptionLength && !description.Any(char.IsControl));

    private static bool TryParseUrl(string text, out Uri url)
        => Uri.TryCreate(text, UriKind.Absolute, out url!)
            && text.Length <= MaxUrlLength
            && !text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}
