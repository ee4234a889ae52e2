using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.ServiceDefaults;
using Ecommerce.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.Messaging.Tests;

[Collection(Servers.Name)]
public sealed class DeadLetterTests(PostgresServer postgres, BrokerServer broker) : IClassFixture<BrokerServer>, IAsyncLifetime
{
    private TestTokens tokens = null!;

    public async ValueTask InitializeAsync() => tokens = await TestTokens.StartAsync();

    public ValueTask DisposeAsync() => tokens.DisposeAsync();

    [Fact]
    public async Task Operator_replays_a_listed_dead_letter_after_its_cause_is_fixed()
    {
        await using var service = await StartAsync();
        using var operators = Client(service, Permissions.OrdersWrite);
        var (handled, user) = (service.Services.GetRequiredService<Handled>(), await FailAsync(service));

        var letter = await LetterAsync(operators, "user-registered.v1");
        Assert.Equal("user-registered.v1", letter.GetProperty("type").GetString());
        Assert.Equal("broken", letter.GetProperty("reason").GetString());
        var replay = $"/tests/dead-letters/{letter.GetProperty("id").GetGuid()}/replay";

        Assert.Equal(HttpStatusCode.Conflict, (await operators.PostAsync(replay, null)).StatusCode);
        handled.Before = _ => Task.CompletedTask;
        Assert.Equal(HttpStatusCode.NoContent, (await operators.PostAsync(replay, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.PostAsync(replay, null)).StatusCode);
        Assert.Equal(1, await service.ScalarAsync<long>("SELECT count(*) FROM effects WHERE subject = @UserId", user));
        Assert.Equal(1, await service.ScalarAsync<long>("SELECT count(*) FROM inbox"));
    }

    [Fact]
    public async Task Unreadable_dead_letter_cannot_be_replayed_but_discarded()
    {
        await using var service = await StartAsync();
        await using var tap = new KafkaTap(broker.ConnectionString, Topics.Users);
        using var operators = Client(service, Permissions.OrdersWrite);
        await tap.PublishAsync("key", "garbage");

        var id = (await LetterAsync(operators, null)).GetProperty("id").GetGuid();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.PostAsync($"/tests/dead-letters/{id}/replay", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await operators.DeleteAsync($"/tests/dead-letters/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.DeleteAsync($"/tests/dead-letters/{id}")).StatusCode);
    }

    [Fact]
    public async Task Caller_without_the_permission_cannot_read_dead_letters()
    {
        await using var service = await StartAsync();
        using var shopper = Client(service);
        using var stranger = new HttpClient { BaseAddress = service.Address };
        Assert.Equal(HttpStatusCode.Forbidden, (await shopper.GetAsync("/tests/dead-letters")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/tests/dead-letters")).StatusCode);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?limit=many")]
    [InlineData("?after=yesterday")]
    public async Task Invalid_page_parameters_return_400(string query)
    {
        await using var service = await StartAsync();
        using var operators = Client(service, Permissions.OrdersWrite);
        var refusal = await operators.GetAsync("/tests/dead-letters" + query);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Equal("application/problem+json", refusal.Content.Headers.ContentType!.MediaType);
    }

    private async Task<TestService> StartAsync() => await TestService.StartAsync(
        await postgres.CreateDatabaseAsync(), broker.ConnectionString,
        builder =>
        {
            builder.AddServiceDefaults();
            builder.AddOutbox("test-service");
            builder.AddConsumer($"test-{Guid.CreateVersion7()}", consumer => consumer.On<UserRegistered, RegistrationHandler>());
        },
        app =>
        {
            app.MapDefaultEndpoints();
            app.MapGroup("/tests").MapDeadLetters(Permissions.OrdersWrite);
        },
        [("Messaging:Attempts", "1"),
            .. tokens.Environment.Select(setting => (setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value))]);

    private HttpClient Client(TestService service, params string[] permissions) => new()
    {
        BaseAddress = service.Address,
        DefaultRequestHeaders =
            { Authorization = new AuthenticationHeaderValue("Bearer", tokens.Issue(Guid.CreateVersion7(), permissions)) },
    };

    private static async Task<UserRegistered> FailAsync(TestService service)
    {
        service.Services.GetRequiredService<Handled>().Before = _ => throw new InvalidOperationException("broken");
        var user = new UserRegistered(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        await service.SendAsync(user);
        return user;
    }

    private static async Task<JsonElement> LetterAsync(HttpClient client, string? type)
    {
        var letter = default(JsonElement);
        await Eventually.Async(
            async () =>
            {
                var page = await client.GetFromJsonAsync<JsonElement>("/tests/dead-letters?limit=100");
                letter = page.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.GetProperty("type").GetString() == type);
                return letter.ValueKind == JsonValueKind.Object;
            },
            "there is a dead letter");
        return letter;
    }
}
