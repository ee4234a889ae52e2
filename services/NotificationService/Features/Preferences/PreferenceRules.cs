using Ecommerce.NotificationService.Domain;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.NotificationService.Features.Preferences;

/// <param name="Required">Whether it cannot be switched off.</param>
internal sealed record Preference(string Kind, string Channel, Purpose Purpose, bool Enabled, bool Required);

/// <param name="Phone">The verified number that receives SMS; null where there is none.</param>
internal sealed record PreferencesResponse(string? Phone, IReadOnlyList<Preference> Items);

internal sealed record PreferencesRequest(IReadOnlyList<Choice> Items);

internal static class PreferenceRules
{
    private const int MaxItems = 100;

    /// <summary>All preferences with their current values.</summary>
    public static IReadOnlyList<Preference> All(IReadOnlyList<Choice> choices) =>
    [
        .. from kind in MessageKinds.All
           from channel in Channels.All
           where IsOffered(kind, channel)
           select new Preference(
               kind.Name, channel, kind.Purpose, kind.IsRequired(channel) || PreferenceChoices.IsEnabled(choices, kind, channel),
               kind.IsRequired(channel)),
    ];

    public static FieldErrors Check(PreferencesRequest request)
    {
        var errors = new FieldErrors().Check("items", request.Items.Count is >= 1 and <= MaxItems, $"must have 1 to {MaxItems} items");
        foreach (var (index, choice) in request.Items.Take(MaxItems).Index())
        {
            var kind = MessageKinds.Find(choice.Kind);
            var isKind = kind is { HasPreference: true };
            errors
                .Check($"items[{index}].kind", isKind, "is no kind of message")
                .Check($"items[{index}].channel", !isKind || IsOffered(kind!, choice.Channel), "is no channel of this kind");
        }

        return errors;
    }

    /// <summary>The index of the first item that switches off required messages; null where there is none.</summary>
    public static int? FindForbidden(PreferencesRequest request)
    {
        foreach (var (index, choice) in request.Items.Index())
        {
            if (!choice.Enabled && MessageKinds.Find(choice.Kind)!.IsRequired(choice.Channel))
                return index;
        }

        return null;
    }

    private static bool IsOffered(MessageKind kind, string channel)
        => kind.HasPreference && Channels.All.Contains(channel) && kind.Has(channel);
}
