using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>Everything about a sign-in is right but for one thing.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class IdentityProviderTests(UserServiceFixture service) : IAsyncLifetime
{
    private SocialLoginFixture social = null!;

    public async ValueTask InitializeAsync() => social = await service.SocialAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("nonce", "of another sign-in")]
    [InlineData("iss", "https://elsewhere.example")]
    [InlineData("aud", "another shop")]
    [InlineData("azp", "another shop")]
    [InlineData("sub", "")]
    [InlineData("nonce", null)]
    [InlineData("iss", null)]
    [InlineData("aud", null)]
    [InlineData("sub", null)]
    [InlineData("exp", null)]
    public async Task Identity_token_with_wrong_or_missing_claim_is_rejected(string claim, string? value)
        => await AssertRefusedAsync(claims =>
        {
            claims.Remove(claim);
            if (value is not null)
                claims[claim] = value;
        });

    [Fact]
    public Task Expired_token_is_rejected()
        => AssertRefusedAsync(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120);

    [Fact]
    public Task Identity_token_for_several_audiences_without_azp_is_rejected()
        => AssertRefusedAsync(claims => claims["aud"] = new JsonArray(TestProvider.ClientId, "another shop"));

    [Fact]
    public async Task Identity_token_signed_by_another_key_is_rejected()
    {
        using var stranger = new TestKey();
        await AssertRefusedAsync(sign: claims => stranger.Sign(claims));
        await AssertRefusedAsync(sign: claims => stranger.Sign(claims, social.Provider.KeyId));
    }

    [Fact]
    public Task Unsigned_token_is_rejected()
        => AssertRefusedAsync(sign: claims => TestKey.Token("none", social.Provider.KeyId, claims, _ => []));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Identity_token_signed_with_hmac_is_rejected(bool publicKey) => AssertRefusedAsync(sign: claims => TestKey.Token(
        "HS256", social.Provider.KeyId, claims,
        bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(publicKey ? social.Provider.PublicPem : TestProvider.ClientSecret), bytes)));

    [Fact]
    public Task Malformed_identity_token_is_rejected() => AssertRefusedAsync(sign: _ => "x.y.z");

    [Fact]
    public async Task Wrong_state_is_rejected_and_invalidates_the_ticket()
    {
        var begun = await social.BeginAsync();
        var other = await social.BeginAsync();
        var code = social.Provider.Grant(begun.AuthorizationUrl, NewPerson());

        Assert.Equal(
            "invalid-token", await social.CompleteAsync(begun, code, state: other.State).ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal("invalid-token", await social.CompleteAsync(begun, code).ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Code_of_another_sign_in_is_rejected()
    {
        var victim = await social.BeginAsync();
        var attacker = await social.BeginAsync();
        var stolen = social.Provider.Grant(victim.AuthorizationUrl, NewPerson());

        Assert.Equal("external-sign-in-failed", await social.CompleteAsync(attacker, stolen).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Code_and_ticket_succeed_once_under_parallel_use()
    {
        var begun = await social.BeginAsync();
        var code = social.Provider.Grant(begun.AuthorizationUrl, NewPerson());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => social.CompleteAsync(begun, code).StatusAsync()));

        Assert.Single(answers, HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        var again = await social.BeginAsync();
        Assert.Equal("external-sign-in-failed", await social.CompleteAsync(again, code).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Unknown_code_is_rejected()
        => Assert.Equal(
            "external-sign-in-failed",
            await social.CompleteAsync(await social.BeginAsync(), "made up").ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task New_key_of_the_provider_is_accepted()
    {
        await social.SignInAsync(NewPerson()).ReadAsync(HttpStatusCode.OK);
        social.Provider.RotateKey();
        await Eventually.Async(
            async () => await social.SignInAsync(NewPerson()).StatusAsync() == HttpStatusCode.OK, "a token of the new key is taken");
    }

    private async Task AssertRefusedAsync(Action<JsonObject>? spoil = null, Func<JsonObject, string>? sign = null)
    {
        social.Provider.Spoil = spoil ?? (_ => { });
        social.Provider.SignInstead = sign;
        Assert.Equal("external-sign-in-failed", await social.SignInAsync(NewPerson()).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    private static ExternalPerson NewPerson() => new(Guid.CreateVersion7().ToString(), UsersApi.NewEmail(), true, "Ada");
}
