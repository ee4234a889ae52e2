using System.Net;
using Ecommerce.Testing;
using Ecommerce.UserService.Infrastructure.Keys;
using Ecommerce.UserService.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class KeyRotationTests(UserServiceFixture service)
{
    [Fact]
    public async Task Rotation_publishes_a_key_before_it_signs_and_keeps_the_old_one_until_its_tokens_expire()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        var start = TimeProvider.System.GetUtcNow();
        var clock = new ManualClock(start);
        await using var first = Replica.Create(environment, clock);
        await using var second = Replica.Create(environment, clock);
        await Replica.MigrateAsync(first);
        KeyRing[] rings = [first.GetRequiredService<KeyRing>(), second.GetRequiredService<KeyRing>()];

        var old = await AgreedKeyAsync();
        clock.Now = start.AddDays(30).AddHours(-1);
        Assert.Equal(old, await AgreedKeyAsync());
        Assert.All(rings, ring => Assert.Equal(2, ring.All.Count));

        // The hour is over; nobody needs to ask the database for that.
        clock.Now = start.AddDays(30).AddSeconds(1);
        var next = rings[0].Signing.Term.Id;
        Assert.NotEqual(old, next);
        Assert.Equal(next, await AgreedKeyAsync());
        Assert.All(rings, ring => Assert.Contains(ring.All, key => key.Term.Id == old));

        clock.Now = clock.Now.AddSeconds(UserServiceFixture.TokenLifetimeSeconds);
        await AgreedKeyAsync();
        Assert.All(rings, ring => Assert.Equal(2, ring.All.Count));

        clock.Now = clock.Now.AddMinutes(6);
        Assert.Equal(next, await AgreedKeyAsync());
        Assert.All(rings, ring => Assert.Equal(next, Assert.Single(ring.All).Term.Id));

        async Task<string> AgreedKeyAsync()
        {
            await Task.WhenAll(rings.Select(ring => ring.RefreshAsync(CancellationToken.None)));
            // One of them may have read before the other wrote; the next round tells it.
            await Task.WhenAll(rings.Select(ring => ring.RefreshAsync(CancellationToken.None)));
            Assert.Equal(rings[0].All.Select(key => key.Term.Id), rings[1].All.Select(key => key.Term.Id));
            return rings[0].Signing.Term.Id;
        }
    }

    [Fact]
    public async Task Administrator_publishes_the_next_key_early_and_only_once()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        await using var process = await UserServiceFixture.StartAsync(environment);
        var http = process.Client;
        var person = await http.NewPersonAsync();
        var administrator = (await http.LoginAsync("admin@ecommerce.example", UserServiceFixture.DemoPassword)).Access;
        var before = (await http.GetAsync("/.well-known/jwks.json").ReadAsync(HttpStatusCode.OK))["keys"]!.AsArray().Count;

        Assert.Equal(HttpStatusCode.Unauthorized, await RotateAsync(null).StatusAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await RotateAsync(person.Access).StatusAsync());
        var signsFrom = (await RotateAsync(administrator).ReadAsync(HttpStatusCode.Accepted))["signsFrom"]!.GetValue<DateTimeOffset>();
        Assert.InRange(signsFrom - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(61));
        Assert.Equal("rotation-in-progress", await RotateAsync(administrator).ProblemAsync(HttpStatusCode.Conflict));

        var keys = (await http.GetAsync("/.well-known/jwks.json").ReadAsync(HttpStatusCode.OK))["keys"]!.AsArray();
        Assert.Equal(before + 1, keys.Count);
        await http.GetAsync("/users/me", person.Access).ReadAsync(HttpStatusCode.OK);

        Task<HttpResponseMessage> RotateAsync(string? token) => http.CallAsync(HttpMethod.Post, "/users/signing-keys", accessToken: token);
    }

    [Fact]
    public async Task Sessions_and_tokens_stay_valid_after_a_rotation()
    {
        var environment = service.Environment(await service.Postgres.CreateDatabaseAsync());
        environment["KeyRotation__Interval"] = "00:00:00.2";
        environment["KeyRotation__PublishedBefore"] = "00:00:00.5";
        environment["KeyRotation__Period"] = "00:00:01";
        await using var process = await UserServiceFixture.StartAsync(environment);
        var http = process.Client;
        var person = await http.NewPersonAsync();
        var firstKey = new HandCheckedToken(person.Access).Header.Text("kid");

        var renewed = person.Tokens;
        await Eventually.Async(
            async () =>
            {
                renewed = await http.RefreshAsync(renewed.Refresh);
                return new HandCheckedToken(renewed.Access).Header.Text("kid") != firstKey;
            },
            "another key signs");

        var published = await http.GetAsync("/.well-known/jwks.json").ReadAsync(HttpStatusCode.OK);
        foreach (var token in new[] { person.Access, renewed.Access })
        {
            Assert.True(new HandCheckedToken(token).IsSignedByOneOf(published));
            await http.GetAsync("/users/me", token).ReadAsync(HttpStatusCode.OK);
        }
    }
}
