namespace Ecommerce.Contracts;

/// <summary>A person has an account. Carries no personal data: who needs it asks user-service.</summary>
public sealed record UserRegistered(Guid UserId, DateTimeOffset RegisteredAt) : IIntegrationEvent
{
    public static string Type => "user-registered.v1";
    public static string Topic => Topics.Users;
    public string Key => UserId.ToString();
}
