using Ecommerce.UserService.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Tests;

/// <summary>Settings that are checked at start like those of <see cref="ServiceStartTests"/>, without a start for each.</summary>
public sealed class SettingsTests
{
    [Theory]
    // A rotation that would outrun those who keep a copy of the keys.
    [InlineData("KeyRotation__Period", "01:59:00")]
    [InlineData("KeyRotation__PublishedBefore", "00:00:59")]
    // A provider that is sent secrets in clear, or is not known well enough.
    [InlineData("SocialLogin__Providers__test__Authority", "http://provider.example")]
    [InlineData("SocialLogin__Providers__test__ClientId", "")]
    [InlineData("SocialLogin__Providers__test__ClientSecret", "")]
    [InlineData("SocialLogin__RedirectUris", "http://shop.example/signed-in", "SocialLogin__RedirectUris__0")]
    [InlineData("Lockout__FreeTriesPerAccount", "0")]
    [InlineData("Retention__Audit", "00:00:01")]
    public void Only_invalid_settings_are_named(string name, string value, string? given = null)
    {
        Assert.DoesNotContain(Name(name), Complaints([]), StringComparison.Ordinal);
        Assert.Contains(Name(name), Complaints(new() { [given ?? name] = value }), StringComparison.Ordinal);
    }

    private static string Name(string setting) => $"Setting {setting.Replace("__", ":", StringComparison.Ordinal)}:";

    private static string Complaints(Dictionary<string, string> wrong)
    {
        Dictionary<string, string> environment = new()
        {
            ["ConnectionStrings__users"] = "Host=127.0.0.1",
            ["SocialLogin__Providers__test__Authority"] = "https://provider.example",
            ["SocialLogin__Providers__test__ClientId"] = "the shop",
            ["SocialLogin__Providers__test__ClientSecret"] = "secret",
            ["SocialLogin__RedirectUris__1"] = "https://shop.example/signed-in",
        };
        foreach (var (name, value) in wrong)
            environment[name] = value;
        using var replica = Replica.Create(environment, TimeProvider.System);
        return $"{Record.Exception(replica.GetRequiredService<IStartupValidator>().Validate)}";
    }
}
