using Ecommerce.ServiceDefaults;
using Ecommerce.Web;

namespace Ecommerce.OrderService.Features.Notes;

/// <param name="Text">Of several lines, where there is much to say.</param>
internal sealed record NoteRequest(string? Text) : IValidated
{
    private const int MaxLength = 2000;

    public void Check(FieldErrors errors) => errors.Check(
        "text", !TextRules.IsBlank(Text) && Text.Length <= MaxLength && TextRules.IsPlainText(Text),
        $"must have 1 to {MaxLength} characters and no control characters but tabs and line breaks");

    /// <summary>It may name persons: never in a log.</summary>
    public override string ToString() => nameof(NoteRequest);
}

internal sealed record NotePage(IReadOnlyList<Infrastructure.Postgres.Note> Items, Guid? Next);

/// <summary>What is answered to who wrote it, without the text: answers are kept for repetitions, and notes are erased.</summary>
internal sealed record AddedNote(Guid Id, DateTimeOffset At, Guid ActorId);
