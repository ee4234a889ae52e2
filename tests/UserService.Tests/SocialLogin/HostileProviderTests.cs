using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests.SocialLogin;

/// <summary>Everything about a sign-in is right but for one thing.</summary>
[Collection(UserServiceCollection.Name)]
public sealed class HostileProviderTests(UserServiceFixture service) : IAsyncLifetime
{
    private SocialLoginFixture social = null!;

    public async Task InitializeAsync() => social = await service.SocialAsync();

    public Task DisposeAsync() => Task.CompletedTask;

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
    public async Task A_token_with_a_wrong_or_missing_claim_is_refused(string claim, string? value)
        => await AssertRefusedAsync(claims =>
        {
            claims.Remove(claim);
            if (value is not null)
                claims[claim] = value;
        });

    [Fact]
    public Task An_expired_token_is_refused()
        => AssertRefusedAsync(claims => claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120);

    [Fact]
    public Task A_token_for_several_that_does_not_say_whom_it_was_given_to_is_refused()
        => AssertRefusedAsync(claims => claims["aud"] = new JsonArray(TestProvider.ClientId, "another shop"));

    [Fact]
    public async Task A_token_that_the_provider_did_not_sign_is_refused()
    {
        using var stranger = new TestKey();
        await AssertRefusedAsync(sign: claims => stranger.Sign(claims));
        await AssertRefusedAsync(sign: claims => stranger.Sign(claims, social.Provider.KeyId));
    }

    [Fact]
    public Task An_unsigned_token_is_refused() => AssertRefusedAsync(sign: claims => TestKey.Token("none", social.Provider.KeyId, claims, _ => []));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_token_signed_with_what_others_know_is_refused(bool publicKey) => AssertRefusedAsync(sign: claims => TestKey.Token(
        "HS256", social.Provider.KeyId, claims,
        bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(publicKey ? social.Provider.PublicPem : TestProvider.ClientSecret), bytes)));

    [Fact]
    public Task What_is_no_token_at_all_is_refused() => AssertRefusedAsync(sign: _ => "x.y.z");

    [Fact]
    public async Task A_wrong_state_is_refused_and_uses_the_ticket_up()
    {
        var begun = await social.BeginAsync();
        var other = await social.BeginAsync();
        var code = social.Provider.Grant(begun.AuthorizationUrl, NewPerson());

        Assert.Equal("invalid-token", await social.CompleteAsync(begun, code, state: other.State).ProblemAsync(HttpStatusCode.UnprocessableEntity));
        Assert.Equal("invalid-token", await social.CompleteAsync(begun, code).ProblemAsync(HttpStatusCode.UnprocessableEntity));
    }

    [Fact]
    public async Task Anothers_code_put_into_ones_own_sign_in_is_refused()
    {
        var victim = await social.BeginAsync();
        var attacker = await social.BeginAsync();
        var stolen = social.Provider.Grant(victim.AuthorizationUrl, NewPerson());

        Assert.Equal("external-sign-in-failed", await social.CompleteAsync(attacker, stolen).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_code_and_a_ticket_work_once_however_many_bring_them_at_once()
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
    public async Task A_made_up_code_is_refused()
        => Assert.Equal("external-sign-in-failed", await social.CompleteAsync(await social.BeginAsync(), "made up").ProblemAsync(HttpStatusCode.Unauthorized));

    [Fact]
    public async Task A_new_key_of_the_provider_is_learnt()
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
