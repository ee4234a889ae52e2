namespace Ecommerce.NotificationService.Domain;

/// <summary>Whether a user receives messages of a kind by a channel.</summary>
internal readonly record struct Choice(string Kind, string Channel, bool Enabled);

internal static class PreferenceChoices
{
    public static bool IsEnabled(IReadOnlyList<Choice> choices, MessageKind kind, string channel)
    {
        foreach (var choice in choices)
        {
            if (choice.Kind == kind.Name && choice.Channel == channel)
                return choice.Enabled;
        }

        return MessageKind.IsOnByDefault(channel);
    }
}
