using System.Text;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Infrastructure.TwoFactor;
using Ecommerce.UserService.Tests.Api;
using Microsoft.Extensions.Options;

namespace Ecommerce.UserService.Tests;

public sealed class AuthenticatorAppTests
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>The values of RFC 6238, appendix B, in six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Code_of_the_standard_is_taken(long seconds, string code)
        => Assert.Equal(seconds / 30, StepAt(seconds, code));

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void Clocks_may_differ_by_one_step(int seconds, bool isTaken)
    {
        const long now = 1234567890;
        var code = new Authenticator(AuthenticatorApp.TextOf(Secret)).CodeAt(DateTimeOffset.FromUnixTimeSeconds(now + seconds));
        Assert.Equal(isTaken ? (now + seconds) / 30 : null, StepAt(now, code));
    }

    [Fact]
    public void Protected_secret_is_read_for_its_account_alone()
    {
        var account = Guid.CreateVersion7();
        var protection = Protection("a passphrase");
        var stored = protection.Protect(Secret, account);

        Assert.Equal(Secret, protection.Read(stored, account));
        Assert.Throws<InvalidOperationException>(() => protection.Read(stored, Guid.CreateVersion7()));
        Assert.Throws<InvalidOperationException>(() => Protection("another passphrase").Read(stored, account));
    }

    [Fact]
    public void Secret_from_before_there_was_a_passphrase_is_read()
    {
        var account = Guid.CreateVersion7();
        Assert.Equal(Secret, Protection("a passphrase").Read(Protection(null).Protect(Secret, account), account));
    }

    private static SecretProtection Protection(string? passphrase)
        => new(Options.Create(new SigningKeyOptions { Passphrase = passphrase }));

    private static long? StepAt(long seconds, string code)
        => new AuthenticatorApp(
            Options.Create(new TwoFactorOptions()), new ManualClock(DateTimeOffset.FromUnixTimeSeconds(seconds))).StepOf(code, Secret);
}
