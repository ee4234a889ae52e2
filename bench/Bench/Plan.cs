namespace Ecommerce.Bench;

/// <summary>How long and how much.</summary>
/// <param name="Rounds">Pairs of rounds, one of each side.</param>
/// <param name="Round">How long one side is asked.</param>
/// <param name="WarmUp">How long each side is asked before it counts.</param>
/// <param name="Load">How long arrivals come at one rate.</param>
/// <param name="Import">Products of the imported file.</param>
/// <param name="GridAnswers">Answers of each grid.</param>
internal sealed record Plan(int Rounds, TimeSpan Round, TimeSpan WarmUp, TimeSpan Load, int Import, int GridAnswers)
{
    public static readonly Plan Full = new(
        8, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30), Import: 100_000, GridAnswers: 200);

    public static readonly Plan Quick = new(
        4, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(10), Import: 20_000, GridAnswers: 40);
}
