using Ecommerce.UserService.Accounts;
using Ecommerce.UserService.Callers;
using Ecommerce.UserService.Passwords;
using Ecommerce.UserService.Sessions;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.UserService.Tests;

public sealed class PureRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(" Ada@Shop.Example ", "ada@shop.example")]
    [InlineData("a.b+c@x-y.shop.example", "a.b+c@x-y.shop.example")]
    [InlineData("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example")]
    public void An_address_has_one_spelling(string text, string normalised) => Assert.Equal(normalised, EmailAddress.Normalise(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@shop.example")]
    [InlineData("ada@")]
    [InlineData("ada@shop")]
    [InlineData("ada@shop.example.")]
    [InlineData("ada@.example")]
    [InlineData("ada@shop..example")]
    [InlineData("ada@-shop.example")]
    [InlineData("ada lovelace@shop.example")]
    [InlineData("ada@sh op.example")]
    [InlineData("ada\u0001@shop.example")]
    [InlineData("ada@127.0.0.1")]
    public void Other_text_is_no_address(string? text) => Assert.Null(EmailAddress.Normalise(text));

    [Fact]
    public void A_hash_fits_its_password_alone_also_after_it_was_stored()
    {
        var hash = PasswordHash.Parse(PasswordHash.Of("correct horse 9", 1_000).ToString());

        Assert.True(hash.Matches("correct horse 9"));
        Assert.False(hash.Matches("correct horse 8"));
        Assert.Equal(1_000, hash.Iterations);
    }

    [Fact]
    public void The_hash_is_PBKDF2_with_SHA_256()
    {
        // The test vector of RFC 7914, section 11: "passwd", "salt", 1 round; its first 32 bytes.
        var key = Convert.FromHexString("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        Assert.True(new PasswordHash(1, "salt"u8.ToArray(), key).Matches("passwd"));
    }

    [Fact]
    public void Two_hashes_of_one_password_differ()
        => Assert.NotEqual(PasswordHash.Of("correct horse 9", 1).ToString(), PasswordHash.Of("correct horse 9", 1).ToString());

    [Fact]
    public void Reuse_counts_for_more_than_age_or_end()
    {
        var token = Token() with { UsedAt = Now, EndedAt = Now, ExpiresAt = Now.AddDays(-1) };
        Assert.Equal(RefreshVerdict.Reused, RefreshRules.Judge(token, Now));
    }

    [Fact]
    public void Only_an_unused_token_of_a_living_family_is_valid_until_it_expires()
    {
        Assert.Equal(RefreshVerdict.Valid, RefreshRules.Judge(Token(), Now));
        Assert.Equal(RefreshVerdict.Expired, RefreshRules.Judge(Token(), Now.AddDays(1)));
        Assert.Equal(RefreshVerdict.Ended, RefreshRules.Judge(Token() with { EndedAt = Now }, Now));
        Assert.Equal(RefreshVerdict.Unknown, RefreshRules.Judge(null, Now));
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48")]
    // Earlier entries are the caller's own words.
    [InlineData("198.51.100.1, 203.0.113.77", "203.0.113.77", "203.0.113.0/24")]
    public void An_address_is_known_by_household_and_kept_by_network(string forwarded, string household, string network)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(household, ClientAddress.Household(ClientAddress.Of(http)));
        Assert.Equal(network, ClientAddress.Shortened(ClientAddress.Of(http)));
    }

    [Fact]
    public void Without_a_gateway_the_connection_tells_the_address()
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.9");
        http.Request.Headers["X-Forwarded-For"] = "unknown";
        Assert.Equal("192.0.2.9", ClientAddress.Household(ClientAddress.Of(http)));
    }

    private static StoredRefreshToken Token() => new()
    {
        FamilyId = Guid.CreateVersion7(), UserId = Guid.CreateVersion7(), Roles = [], ExpiresAt = Now.AddDays(1), UsedAt = null, EndedAt = null,
    };
}
