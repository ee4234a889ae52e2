using System.Net;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Domain.Sessions;
using Ecommerce.UserService.Domain.Staff;
using Ecommerce.UserService.Infrastructure.Http;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.UserService.Tests;

public sealed class DomainRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("inventory-manager", "inventory-manager", true)]
    [InlineData("admin", "customer-service inventory-manager customer", true)]
    [InlineData("inventory-manager", "customer", true)]
    [InlineData("inventory-manager", "customer-service", false)]
    [InlineData("customer-service", "admin", false)]
    [InlineData("customer", "inventory-manager", false)]
    public void Nobody_gives_roles_that_allow_more_than_their_own(string own, string given, bool canGive)
        => Assert.Equal(canGive, StaffRules.CanGive(own.Split(' '), given.Split(' ')));

    [Theory]
    [InlineData(" Ada@Shop.Example ", "ada@shop.example")]
    [InlineData("a.b+c@x-y.shop.example", "a.b+c@x-y.shop.example")]
    [InlineData("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@BÜCHER.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bu\u0308cher.example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@bücher。example", "ada@xn--bcher-kva.example")]
    [InlineData("ada@ｓｈｏｐ.example", "ada@shop.example")]
    [InlineData("ada@straße.example", "ada@xn--strae-oqa.example")]
    [InlineData("ada@почта.рф", "ada@xn--80a1acny.xn--p1ai")]
    [InlineData("ada@例え.jp", "ada@xn--r8jz45g.jp")]
    [InlineData("o'neill#1_{x}@shop.example", "o'neill#1_{x}@shop.example")]
    public void Email_address_is_normalised(string text, string normalised) => Assert.Equal(normalised, EmailAddress.Normalise(text));

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
    [InlineData("a..b@shop.example")]
    [InlineData(".a@shop.example")]
    [InlineData("a.@shop.example")]
    [InlineData("a,b@shop.example")]
    [InlineData("a\"b@shop.example")]
    [InlineData("ädä@shop.example")]
    [InlineData("ada@shop\u200d.example")]
    [InlineData("ada@\u2764.example")]
    [InlineData("ada@xn--a.example")]
    [InlineData("ada@bücher")]
    [InlineData("ada@x_y.example")]
    [InlineData("ada@shop-.example")]
    [InlineData("ada@shop.example-")]
    public void Invalid_email_address_is_rejected(string? text) => Assert.Null(EmailAddress.Normalise(text));

    [Theory]
    [InlineData("a..b@shop.example", "a..b@shop.example")]
    [InlineData(".A,b@bücher.example", ".a,b@xn--bcher-kva.example")]
    [InlineData("ab@x_y.example", "ab@x_y.example")]
    public void Address_that_older_rules_took_is_still_found(string text, string stored) => Assert.Equal(stored, EmailAddress.Find(text));

    [Fact]
    public void Password_hash_matches_only_its_password_after_parsing()
    {
        var hash = PasswordHash.Parse(PasswordHash.Of("correct horse 9", 1_000).ToString());

        Assert.True(hash.Matches("correct horse 9"));
        Assert.False(hash.Matches("correct horse 8"));
        Assert.Equal(1_000, hash.Iterations);
    }

    [Fact]
    public void Password_hash_is_PBKDF2_with_SHA_256()
    {
        // The test vector of RFC 7914, section 11: "passwd", "salt", 1 round; its first 32 bytes.
        var key = Convert.FromHexString("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
        Assert.True(new PasswordHash(1, "salt"u8.ToArray(), key).Matches("passwd"));
    }

    [Fact]
    public void Two_hashes_of_the_same_password_differ()
        => Assert.NotEqual(PasswordHash.Of("correct horse 9", 1).ToString(), PasswordHash.Of("correct horse 9", 1).ToString());

    [Fact]
    public void Used_token_is_reused_even_if_expired_or_revoked()
    {
        var token = Token() with { UsedAt = Now, EndedAt = Now, ExpiresAt = Now.AddDays(-1) };
        Assert.Equal(RefreshVerdict.Reused, RefreshRules.Evaluate(token, Now));
    }

    [Fact]
    public void Unused_token_is_valid_until_expired_or_revoked()
    {
        Assert.Equal(RefreshVerdict.Valid, RefreshRules.Evaluate(Token(), Now));
        Assert.Equal(RefreshVerdict.Expired, RefreshRules.Evaluate(Token(), Now.AddDays(1)));
        Assert.Equal(RefreshVerdict.Revoked, RefreshRules.Evaluate(Token() with { EndedAt = Now }, Now));
        Assert.Equal(RefreshVerdict.Unknown, RefreshRules.Evaluate(null, Now));
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", "2001:db8:1::/48")]
    public void Address_is_limited_by_client_network_and_stored_anonymized(string address, string household, string network)
    {
        var client = IPAddress.Parse(address);
        Assert.Equal(household, ClientAddress.ClientNetwork(client));
        Assert.Equal(network, ClientAddress.Anonymized(client));
    }

    private static StoredRefreshToken Token() => new()
    {
        FamilyId = Guid.CreateVersion7(), UserId = Guid.CreateVersion7(), Roles = [], AccessVersion = 0, TwoFactor = false,
        AuthenticatedAt = null,
        ExpiresAt = Now.AddDays(1), UsedAt = null,
        EndedAt = null,
    };
}
