using System.Security.Cryptography;
using Ecommerce.ServiceDefaults.Authentication;
using Ecommerce.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Ecommerce.ServiceDefaults.Tests;

/// <summary>A verified token is remembered: never for longer than it lives, nor longer than its key is accepted.</summary>
public sealed class VerifiedTokenTests : IDisposable
{
    private readonly TestKey key = new();
    private readonly LaterTime time = new();
    private readonly List<SecurityKey> accepted = [];
    private readonly VerifiedTokens verified;
    private readonly RememberingTokenHandler handler;
    private int verifications;

    public VerifiedTokenTests()
    {
        accepted.Add(Public(key));
        verified = new(time);
        handler = new(verified) { MapInboundClaims = false };
    }

    [Fact]
    public async Task Token_that_comes_again_is_verified_once_and_has_the_same_claims()
    {
        var user = Guid.CreateVersion7();
        var token = key.Sign(TestTokens.Claims(user, Permissions.OrdersRead));

        var first = await ValidateAsync(token);
        var second = await ValidateAsync(token);

        Assert.True(first.IsValid && second.IsValid);
        Assert.Equal(1, verifications);
        Assert.Equal(user.ToString(), second.ClaimsIdentity.FindFirst("sub")?.Value);
        Assert.Equal(
            first.ClaimsIdentity.Claims.Select(claim => (claim.Type, claim.Value)),
            second.ClaimsIdentity.Claims.Select(claim => (claim.Type, claim.Value)));
    }

    [Fact]
    public async Task Claims_that_one_call_takes_away_are_there_for_the_next()
    {
        var token = key.Sign(TestTokens.Claims(Guid.CreateVersion7(), Permissions.OrdersRead));
        for (var call = 0; call < 3; call++)
        {
            var identity = (await ValidateAsync(token)).ClaimsIdentity;
            identity.RemoveClaim(Assert.Single(identity.FindAll(Permissions.Claim)));
        }
    }

    [Fact]
    public async Task Changed_copy_of_a_verified_token_is_refused()
    {
        var token = key.Sign(TestTokens.Claims(Guid.CreateVersion7()));
        Assert.True((await ValidateAsync(token)).IsValid);

        var parts = token.Split('.');
        var other = key.Sign(TestTokens.Claims(Guid.CreateVersion7(), Permissions.OrdersRead)).Split('.');

        Assert.False((await ValidateAsync($"{parts[0]}.{other[1]}.{parts[2]}")).IsValid);
        Assert.False((await ValidateAsync($"{parts[0]}.{parts[1]}.{other[2]}")).IsValid);
    }

    [Fact]
    public async Task Expired_token_is_not_remembered()
    {
        var token = key.Sign(TestTokens.Claims(Guid.CreateVersion7()));
        await ValidateAsync(token);

        time.Later = TimeSpan.FromSeconds(299) + TokenValidation.ClockSkew;
        Assert.NotNull(verified.Find(token));
        time.Later = TimeSpan.FromSeconds(301) + TokenValidation.ClockSkew;
        Assert.Null(verified.Find(token));
    }

    [Fact]
    public async Task Token_of_a_key_that_was_withdrawn_is_refused()
    {
        var token = key.Sign(TestTokens.Claims(Guid.CreateVersion7()));
        Assert.True((await ValidateAsync(token)).IsValid);

        using var next = new TestKey();
        accepted.Clear();
        accepted.Add(Public(next));

        Assert.False((await ValidateAsync(token)).IsValid);
    }

    [Fact]
    public async Task Refused_token_is_verified_each_time()
    {
        var claims = TestTokens.Claims(Guid.CreateVersion7());
        claims["iss"] = "https://somebody.example";
        var token = key.Sign(claims);

        Assert.False((await ValidateAsync(token)).IsValid);
        Assert.False((await ValidateAsync(token)).IsValid);
        Assert.Null(verified.Find(token));
    }

    public void Dispose()
    {
        verified.Dispose();
        key.Dispose();
    }

    private Task<TokenValidationResult> ValidateAsync(string token) => handler.ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidIssuer = TestTokens.Issuer,
        IssuerSigningKeyResolver = (_, _, kid, _) => accepted.Where(one => one.KeyId == kid),
        AudienceValidator = (audiences, _, _) =>
        {
            verifications++;
            return audiences.Contains(TestTokens.Audience);
        },
    });

    private static RsaSecurityKey Public(TestKey key)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(key.PublicPem);
        return new(rsa) { KeyId = key.Id };
    }

    private sealed class LaterTime : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;
    }
}
