using System.Net;
using Dapper;
using Ecommerce.UserService.Tests.Api;

namespace Ecommerce.UserService.Tests;

[Collection(UserServiceCollection.Name)]
public sealed class WishListTests(UserServiceFixture service)
{
    private const string Path = "/users/me/wish-list";

    private HttpClient Http => service.Http;

    [Fact]
    public async Task Products_are_listed_newest_first_once_each_and_can_be_removed()
    {
        var person = await Http.NewPersonAsync();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var product in new[] { first, second, first })
            Assert.Equal(HttpStatusCode.NoContent, await AddAsync(person, product));
        Assert.Equal([second, first], await ListAsync(person));

        for (var i = 0; i < 2; i++)
            Assert.Equal(
                HttpStatusCode.NoContent,
                await Http.CallAsync(HttpMethod.Delete, $"{Path}/{second}", accessToken: person.Access).StatusAsync());

        Assert.Equal([first], await ListAsync(person));
        Assert.Empty(await ListAsync(await Http.NewPersonAsync()));
        Assert.Equal(HttpStatusCode.NotFound, await Http.CallAsync(HttpMethod.Put, $"{Path}/x", accessToken: person.Access).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await Http.CallAsync(HttpMethod.Put, $"{Path}/{first}").StatusAsync());
    }

    [Fact]
    public async Task Parallel_additions_respect_the_limit_and_a_listed_product_can_be_added_again()
    {
        var person = await Http.NewPersonAsync();
        await using var connection = await service.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "INSERT INTO wishes SELECT @Id, gen_random_uuid(), now() - interval '1 day' FROM generate_series(1, 97)", new { person.Id });

        var products = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToList();
        var answers = await Task.WhenAll(products.Select(product => AddAsync(person, product)));

        Assert.Equal((3, 3), (answers.Count(a => a == HttpStatusCode.NoContent), answers.Count(a => a == HttpStatusCode.Conflict)));
        var listed = await ListAsync(person);
        Assert.Equal(100, listed.Count);
        Assert.Equal(HttpStatusCode.NoContent, await AddAsync(person, listed[^1]));
    }

    [Fact]
    public async Task Wish_list_is_exported_and_erased_with_the_account()
    {
        var (person, product) = (await Http.NewPersonAsync(), Guid.CreateVersion7());
        await AddAsync(person, product);

        var document = await Http.GetAsync("/users/me/export", person.Access).ReadAsync(HttpStatusCode.OK);
        Assert.Equal($"{product}", document["wishList"]![0]!.Text("productId"));
        var body = new { password = UsersApi.Password };
        var erased = await Http.CallAsync(HttpMethod.Delete, "/users/me", body, person.Access).StatusAsync();

        Assert.Equal(HttpStatusCode.NoContent, erased);
        await using var connection = await service.Database.OpenConnectionAsync();
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM wishes WHERE user_id = @Id", new { person.Id }));
        Assert.Equal(HttpStatusCode.NotFound, await AddAsync(person, product));
    }

    private Task<HttpStatusCode> AddAsync(Person person, Guid product)
        => Http.CallAsync(HttpMethod.Put, $"{Path}/{product}", accessToken: person.Access).StatusAsync();

    private async Task<List<Guid>> ListAsync(Person person)
    {
        var list = await Http.GetAsync(Path, person.Access).ReadAsync(HttpStatusCode.OK);
        return [.. list["items"]!.AsArray().Select(item => item!["productId"]!.GetValue<Guid>())];
    }
}
