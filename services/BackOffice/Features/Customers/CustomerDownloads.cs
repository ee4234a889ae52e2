using Ecommerce.BackOffice.Features.Shared;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Features.Customers;

/// <summary>All that the shop's accounts know of a person, on request.</summary>
internal static class CustomerDownloads
{
    public static void MapCustomerDownloads(this IEndpointRouteBuilder routes) => routes
        .MapGet("/customers/{id:guid}/data.json", (Guid id, Downloads downloads, CancellationToken cancellationToken)
            => downloads.SendAsync($"/users/{id}/export", $"{id}.json", cancellationToken))
        .RequireAuthorization(Permissions.UsersWrite).ExcludeFromDescription();
}
