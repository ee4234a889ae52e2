using Microsoft.Extensions.Configuration;

namespace Ecommerce.Pages;

/// <summary>Settings that say where a program is that speaks HTTP.</summary>
public static class WebAddress
{
    /// <summary>The address that a setting holds; null where there is none.</summary>
    /// <exception cref="InvalidOperationException">It holds something else; the message names it.</exception>
    public static Uri? GetWebAddress(this IConfiguration configuration, string setting)
        => configuration[setting] is { Length: > 0 } text ? Parse(setting, text) : null;

    /// <inheritdoc cref="GetWebAddress"/>
    public static Uri Parse(string setting, string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new InvalidOperationException($"Setting {setting}: '{text}' is not an address such as http://localhost:8080.");
}
