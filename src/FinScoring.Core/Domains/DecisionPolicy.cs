namespace FinScoring.Core.Domains;

/// <summary>A policy whose decisions can go against someone, who may then ask why: a loan not approved, a high risk.</summary>
public abstract record DecisionPolicy : Policy
{
    public const string NoReasons = "none";
    public const string WithReasons = "reasons";

    /// <summary>What answers say of a decision against someone, unless a request says otherwise: none, or reasons.</summary>
    public string Explain { get; init; } = NoReasons;

    /// <summary>
    /// How much of the weightiest reason's contribution another one needs, 0 to 1: less is no principal reason. 0.05 unless set.
    /// </summary>
    public double ReasonShare { get; init; } = 0.05;

    /// <summary>The probability at and above which a decision goes against someone.</summary>
    public abstract double PassBelow { get; }

    /// <summary>Those whom no decision goes against, as the end of a sentence.</summary>
    public abstract string Passing { get; }

    /// <summary>The probability below which the next better decision begins; null where there is none better.</summary>
    public abstract double? BetterBelow(double probability);

    /// <summary>Adds what is wrong with <see cref="Explain"/> and <see cref="ReasonShare"/>.</summary>
    protected void CheckExplain(Dictionary<string, string[]> errors)
    {
        if (Explain is not (NoReasons or WithReasons)) errors["explain"] = [$"explain must be {NoReasons} or {WithReasons}."];
        if (!(ReasonShare is >= 0 and <= 1)) errors["reasonShare"] = ["reasonShare must be a share, 0 to 1."];
    }
}
