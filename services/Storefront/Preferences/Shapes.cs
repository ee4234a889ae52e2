namespace Ecommerce.Storefront.Preferences;

// notification-service's answers, as far as pages show them. Public because components are.

/// <param name="Channel">email or sms.</param>
/// <param name="Required">It cannot be switched off.</param>
public sealed record Preference(string Kind, string Channel, string Purpose, bool Enabled, bool Required)
{
    /// <summary>What its box in the form is called.</summary>
    public string Field => $"{Kind}/{Channel}";
}

/// <param name="Phone">The number that SMS go to; null where there is none.</param>
public sealed record MessagePreferences(string? Phone, IReadOnlyList<Preference> Items)
{
    /// <summary>Without a number nothing can be chosen for it.</summary>
    public IEnumerable<Preference> Choosable => Items.Where(item => !item.Required && (item.Channel != Channels.Sms || Phone is not null));
}

public static class Channels
{
    public const string Email = "email";
    public const string Sms = "sms";
}

public sealed record Choice(string Kind, string Channel, bool Enabled);

/// <summary>What is not named stays as it is.</summary>
public sealed record Choices(IReadOnlyList<Choice> Items)
{
    /// <summary>What becomes different.</summary>
    /// <param name="preferences">As they are.</param>
    /// <param name="ticked">The boxes that are ticked: a browser does not send the others.</param>
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
