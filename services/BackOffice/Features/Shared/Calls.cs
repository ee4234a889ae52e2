using Ecommerce.BackOffice.Infrastructure.Api;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>Calls of the API that show what went wrong.</summary>
internal sealed class Calls(ISnackbar snackbar, IStringLocalizer<Texts> texts)
{
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> call, string? done = null)
    {
        var problem = await ProblemOfAsync(call);
        if (problem is not null)
            snackbar.Add(problem.Message, Severity.Error);
        else if (done is not null)
            snackbar.Add(done, Severity.Success);
        return problem is null;
    }

    /// <summary>For forms, which show the problem at its field.</summary>
    /// <returns>Null where it is done.</returns>
    public async Task<ApiProblem?> ProblemOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (GatewayException refusal)
        {
            return refusal.Problem;
        }
        catch (HttpRequestException)
        {
            return new(null, texts["The shop does not answer at the moment. Please try again in a little while."], null, null);
        }
    }
}
