using Ecommerce.BackOffice.Infrastructure.Api;
using Ecommerce.BackOffice.Infrastructure.Sessions;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Ecommerce.BackOffice.Features.Shared;

/// <summary>
/// Calls of the API that show what went wrong. One that requires a recent sign-in asks for the password and is made again: whatever page
/// or dialog makes it stays as it is meanwhile.
/// </summary>
internal sealed class Calls(
    ISnackbar snackbar, IDialogService dialogs, Reauthentication reauthentication, IOwnAccountApi account, Refusals refusals,
    IStringLocalizer<Texts> texts)
{
    private static readonly ApiProblem NotProved = new(null, "It was not done: it requires your password.", null, null);

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
        var problem = await CallAsync(call);
        if (problem is null || !problem.Is("reauthentication-required"))
            return problem;
        return await ProveAsync() ? await CallAsync(call) : NotProved with { Title = texts[NotProved.Title!] };
    }

    private async Task<bool> ProveAsync()
    {
        var hasCode = false;
        // Where this fails, the dialog asks for a code once the API does.
        await CallAsync(async () => hasCode = (await account.ReadAsync(CancellationToken.None)).TwoFactor);
        return await ProofDialog.AskAsync(
            dialogs, texts["Please confirm that it is you"], texts["This requires a password of the last few minutes."],
            texts["Confirm"], hasCode, reauthentication.ProveAsync);
    }

    private async Task<ApiProblem?> CallAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (GatewayException refusal)
        {
            return refusals.InPageLanguage(refusal);
        }
        catch (HttpRequestException)
        {
            return new(null, texts["The shop does not answer at the moment. Please try again in a little while."], null, null);
        }
    }
}
