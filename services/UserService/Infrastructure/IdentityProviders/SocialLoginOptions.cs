using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.IdentityProviders;

internal sealed class SocialLoginOptions : IValidatableObject
{
    public const string Section = "SocialLogin";

    public Dictionary<string, ProviderOptions> Providers { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The exact addresses that a provider may redirect to.</summary>
    public List<Uri> RedirectUris { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, provider) in Providers)
        {
            if (!IsSafe(provider.Authority))
                yield return new($"of {name} must be an https address", [$"{nameof(Providers)}:{name}:{nameof(provider.Authority)}"]);
            if (string.IsNullOrWhiteSpace(provider.ClientId))
                yield return new($"of {name} is missing", [$"{nameof(Providers)}:{name}:{nameof(provider.ClientId)}"]);
            if (string.IsNullOrWhiteSpace(provider.ClientSecret))
                yield return new($"of {name} is missing", [$"{nameof(Providers)}:{name}:{nameof(provider.ClientSecret)}"]);
        }

        if (!RedirectUris.All(IsSafe))
            yield return new("must be https addresses", [nameof(RedirectUris)]);
    }

    /// <summary>HTTPS, since secrets are sent there; plain HTTP only within one machine.</summary>
    public static bool IsSafe(Uri? address)
        => address is { IsAbsoluteUri: true }
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}

/// <summary>An OpenID Connect provider and this shop's registration there.</summary>
internal sealed class ProviderOptions
{
    /// <summary>The provider's issuer; its discovery document is below it.</summary>
    public Uri? Authority { get; init; }

    public string ClientId { get; init; } = "";
    public string ClientSecret { get; init; } = "";
}
