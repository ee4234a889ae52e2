using System.ComponentModel.DataAnnotations;
using Ecommerce.UserService.Domain.Accounts;

namespace Ecommerce.UserService.Features.ServiceTokens;

/// <summary>The services that call others on their own behalf, by their names in the model.</summary>
internal sealed class ServiceAccountOptions : IValidatableObject
{
    private const int MinSecretLength = 16;

    public Dictionary<string, ServiceAccount> ServiceAccounts { get; init; } = new(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, account) in ServiceAccounts)
        {
            if (account.Secret.Length < MinSecretLength)
                yield return new(
                    $"must have at least {MinSecretLength} characters", [$"{nameof(ServiceAccounts)}:{name}:{nameof(account.Secret)}"]);
            if (account.Permissions.Except(RoleTable.AllPermissions).Any())
                yield return new("has one that is unknown", [$"{nameof(ServiceAccounts)}:{name}:{nameof(account.Permissions)}"]);
        }
    }
}

internal sealed class ServiceAccount
{
    /// <summary>Authenticates the service.</summary>
    public string Secret { get; init; } = "";

    public List<string> Permissions { get; init; } = [];
}
