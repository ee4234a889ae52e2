using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

/// <summary>Saved shipping addresses.</summary>
internal static class AddressBookPages
{
    private const string Page = "~/account/addresses";

    private static readonly string[] Fields = ["name", "street", "city", "postalCode", "country"];

    public static void MapAddressBook(this IEndpointRouteBuilder routes)
    {
        var addresses = routes.MapGroup("/account/addresses").DisableAntiforgery();
        addresses.MapGet("", (AccountApi api, CancellationToken cancellationToken)
            => ShowAsync(api, typed: null, FormMessages.None, cancellationToken));
        addresses.MapPost("", AddAsync);
        addresses.MapPost("/{id:guid}/default", MakeDefaultAsync);
        addresses.MapPost("/{id:guid}/remove", RemoveAsync);
    }

    private static async Task<IResult> AddAsync([FromForm] Address form, AccountApi api, CancellationToken cancellationToken)
    {
        var change = AddressChange.Of(form, isDefault: false);
        return await api.SendAsync(HttpMethod.Post, "/addresses", change, cancellationToken) is { } problem
            ? await ShowAsync(api, form, FormMessages.Of(problem, Fields), cancellationToken)
            : Results.LocalRedirect(Page);
    }

    private static async Task<IResult> MakeDefaultAsync(Guid id, AccountApi api, CancellationToken cancellationToken)
    {
        var saved = (await api.AddressesAsync(cancellationToken)).FirstOrDefault(address => address.Id == id);
        if (saved is null)
            return Pages.NotFound();
        var change = AddressChange.Of(saved.ToAddress(), isDefault: true);
        return await DoneAsync(api.SendAsync(HttpMethod.Put, $"/addresses/{id}", change, cancellationToken), api, cancellationToken);
    }

    private static Task<IResult> RemoveAsync(Guid id, AccountApi api, CancellationToken cancellationToken)
        => DoneAsync(api.SendAsync(HttpMethod.Delete, $"/addresses/{id}", cancellationToken), api, cancellationToken);

    private static async Task<IResult> DoneAsync(Task<Problem?> change, AccountApi api, CancellationToken cancellationToken)
        => await change is { } problem
            ? await ShowAsync(api, typed: null, FormMessages.Of(problem.Messages()), cancellationToken)
            : Results.LocalRedirect(Page);

    private static async Task<IResult> ShowAsync(
        AccountApi api, Address? typed, FormMessages errors, CancellationToken cancellationToken)
        => new RazorComponentResult<AddressBookPage>(
            new { Addresses = await api.AddressesAsync(cancellationToken), Typed = typed, Errors = errors });
}
