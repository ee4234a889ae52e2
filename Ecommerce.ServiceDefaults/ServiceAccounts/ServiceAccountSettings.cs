using System.ComponentModel.DataAnnotations;

namespace Ecommerce.ServiceDefaults.ServiceAccounts;

/// <summary>What a service proves itself with where it calls others for itself, not for a person.</summary>
internal sealed class ServiceAccountSettings
{
    public const string Section = "ServiceAccount";

    /// <summary>As user-service knows it: the service's name in the model.</summary>
    [Required]
    public string Name { get; init; } = "";

    [Required]
    public string Secret { get; init; } = "";
}
