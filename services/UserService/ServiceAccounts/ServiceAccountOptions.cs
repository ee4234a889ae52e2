using System.ComponentModel.DataAnnotations;
using Ecommerce.UserService.Roles;

namespace Ecommerce.UserService.ServiceAccounts;

/// <summary>The services of this shop that call others for themselves, not for a person: by name, as in the model.</summary>
internal sealed class ServiceAccountOptions : IValidatableObject
{
    private const int MinSecretLength = 16;

    public Dictionary<string, ServiceAccount> ServiceAccounts { get; init; } = new(StringComparer.Ordinal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, account) in ServiceAccounts)
        {
            if (account.Secret.Length < MinSecretLength)
                yield return new($"must have at least {MinSecretLength} characters", [$"{nameof(ServiceAccounts)}:{name}:{nameof(account.Secret)}"]);
            if (account.Permissions.Except(RoleTable.AllPermissions).Any())
                yield return new("has one that is unknown", [$"{nameof(ServiceAccounts)}:{name}:{nameof(account.Permissions)}"]);
        }
    }
}

internal sealed class ServiceAccount
{
    /// <summary>What the service proves itself with.</summary>
    public string Secret { get; init; } = "";

    public List<string> Permissions { get; init; } = [];
}
