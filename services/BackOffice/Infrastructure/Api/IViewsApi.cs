using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of user-service: what somebody has named of the pages here. Records are public because components are.

internal interface IViewsApi
{
    [Get("/users/me/views")]
    Task<Page<SavedView>> ListAsync(string page, CancellationToken cancellationToken);

    [Post("/users/me/views")]
    Task<SavedView> SaveAsync([Body] SavedViewRequest request, CancellationToken cancellationToken);

    [Delete("/users/me/views/{id}")]
    Task RemoveAsync(Guid id, CancellationToken cancellationToken);
}

/// <param name="Query">Of the page's address, from its question mark.</param>
public sealed record SavedView(Guid Id, string Page, string Name, string Query);

public sealed record SavedViewRequest(string Page, string Name, string Query);
