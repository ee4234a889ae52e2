namespace Ecommerce.Storefront.Infrastructure.Gateway;

// The part of notification-service's API that pages use. Public because components are.

/// <param name="Channel">email or sms.</param>
/// <param name="Required">It cannot be disabled.</param>
public sealed record Preference(string Kind, string Channel, string Purpose, bool Enabled, bool Required)
{
    /// <summary>The value of its checkbox in the form.</summary>
    public string Field => $"{Kind}/{Channel}";
}

/// <param name="Phone">The number that SMS go to; null where there is none.</param>
public sealed record MessagePreferences(string? Phone, IReadOnlyList<Preference> Items)
{
    /// <summary>SMS can be chosen only with a phone number.</summary>
    public IEnumerable<Preference> Choosable => Items.Where(item => !item.Required && (item.Channel != Channels.Sms || Phone is not null));
}

public static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";
}

public sealed record Choice(string Kind, string Channel, bool Enabled);

/// <summary>Preferences that are not listed stay unchanged.</summary>
public sealed record Choices(IReadOnlyList<Choice> Items)
{
    /// <summary>The preferences that change.</summary>
    /// <param name="preferences">The current ones.</param>
    /// <param name="ticked">The ticked checkboxes: a browser does not send the others.</param>
    public static Choices Of(MessagePreferences preferences, IReadOnlyCollection<string> ticked) => new(
    [
        .. from item in preferences.Choosable
           let enabled = ticked.Contains(item.Field)
           where enabled != item.Enabled
           select new Choice(item.Kind, item.Channel, enabled),
    ]);
}

public sealed record PhoneNumber(string Number);

public sealed record PhoneCode(string Code);
