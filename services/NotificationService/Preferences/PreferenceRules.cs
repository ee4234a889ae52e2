using Ecommerce.NotificationService.Messages;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.NotificationService.Preferences;

/// <param name="Required">It cannot be switched off.</param>
internal sealed record Preference(string Kind, string Channel, Purpose Purpose, bool Enabled, bool Required);

/// <param name="Phone">The proved number, whose SMS are meant; null where there is none.</param>
internal sealed record PreferencesResponse(string? Phone, IReadOnlyList<Preference> Items);

internal sealed record PreferencesRequest(IReadOnlyList<Choice> Items);

internal static class PreferenceRules
{
    private const int MostChoices = 100;

    /// <summary>All that can be chosen, as it is.</summary>
    public static IReadOnlyList<Preference> All(IReadOnlyList<Choice> chosen) =>
    [
        .. from kind in MessageKinds.All
           from channel in Channels.All
           where IsOffered(kind, channel)
           select new Preference(
               kind.Name, channel, kind.Purpose, kind.IsRequired(channel) || IsOn(chosen, kind, channel), kind.IsRequired(channel)),
    ];

    public static bool IsOn(IReadOnlyList<Choice> chosen, MessageKind kind, string channel)
        => chosen.Where(choice => choice.Kind == kind.Name && choice.Channel == channel).Select(choice => (bool?)choice.Enabled).FirstOrDefault()
            ?? MessageKind.IsOnByDefault(channel);

    public static FieldErrors Check(PreferencesRequest request)
    {
        var errors = new FieldErrors().Check("items", request.Items.Count is >= 1 and <= MostChoices, $"must have 1 to {MostChoices} items");
        foreach (var (index, choice) in request.Items.Take(MostChoices).Index())
        {
            var kind = MessageKinds.Find(choice.Kind);
            errors
                .Check($"items[{index}].kind", kind is not null && kind != MessageKinds.PhoneCode, "is no kind of message")
                .Check($"items[{index}].channel", kind is null || kind == MessageKinds.PhoneCode || IsOffered(kind, choice.Channel), "is no channel of this kind");
        }

        return errors;
    }

    /// <summary>The first choice that law or safety does not leave open; null where there is none.</summary>
    public static int? FirstForbidden(PreferencesRequest request)
        => request.Items.Index().Where(item => !item.Item.Enabled && MessageKinds.Find(item.Item.Kind)!.IsRequired(item.Item.Channel))
            .Select(item => (int?)item.Index).FirstOrDefault();

    private static bool IsOffered(MessageKind kind, string channel) => kind != MessageKinds.PhoneCode && Channels.All.Contains(channel) && kind.Has(channel);
}
