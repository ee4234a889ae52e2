using System.ComponentModel.DataAnnotations;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Where customers find the shop: configured as <c>Storefront</c>.</summary>
internal sealed class StorefrontOptions : IValidatableObject
{
    public const string Section = "Storefront";

    /// <summary>Its public address, where pages of settings lead to what they change, and which previews name; null: neither.</summary>
    public Uri? Address { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        => Address is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? []
            : [new($"{Address} is no http or https address.", [nameof(Address)])];
}
